/// A part of a URL, by curl's name for it: `%{url.host}`.
package enum URLPart: String, Sendable, CaseIterable {
    case fragment, host, options, password, path, port, query, scheme, user, zoneid
}
