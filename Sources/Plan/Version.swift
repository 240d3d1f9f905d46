/// The version of curlew: what `-V` prints and the User-Agent field says.
package enum Version {
    package static let number = "0.1.0"
    /// The day of that version; until it is out, of its newest change that the man page tells of.
    package static let date = "2026-11-26"
    /// Some servers answer plain text only to what looks like curl.
    package static let userAgent = "curlew/\(number) (curl/8 compatible)"
}
