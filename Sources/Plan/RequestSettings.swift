/// Which HTTP to speak, and how strictly.
package struct ProtocolSettings: Sendable, Equatable {
    /// `-0 --http1.1 --http2 --http2-prior-knowledge --http3 --http3-only`; `nil` is HTTP/2 over TLS if the server has it, else 1.1.
    package var version: HTTPVersion?
    /// `--http0.9`: an answer without a head is a body.
    package var allowsHTTP09 = false
    /// `--proto`: the schemes that may be used at all.
    package var schemes = WebSchemes.all
    /// `--proto-default`: the scheme of a URL that has none; `nil`: libcurl guesses, `http` unless the host's name begins with `ftp.` or the like.
    package var defaultScheme: String?
    /// `--path-as-is`: `/../` and `/./` stay in the path.
    package var keepsDotSegments = false
    /// `--tr-encoding`: ask for a compressed transfer coding.
    package var asksForTransferCoding = false
    /// `--raw`: nothing is decoded, neither content nor transfer coding.
    package var isRaw = false
    /// `--ignore-content-length`.
    package var ignoresContentLength = false
    /// `--disallow-username-in-url`.
    package var refusesUserInURL = false
    /// `--expect100-timeout`, in milliseconds: how long the body waits for `100 Continue`; `nil` is libcurl's second.
    package var continueTimeout: Int?

    package init() {}
}

package enum HTTPVersion: String, Sendable, CaseIterable {
    case http1_0 = "http1.0"
    case http1_1 = "http1.1"
    case http2
    /// Without asking first whether the server speaks it.
    case http2PriorKnowledge = "http2-prior-knowledge"
    case http3
    /// No earlier version in its place.
    case http3Only = "http3-only"
}

/// What a redirect may change, beside `Request.followsRedirects` and `maximumRedirects`.
package struct RedirectPolicy: Sendable, Equatable {
    /// `--location-trusted`: name and password go to every host.
    package var trustsEveryHost = false
    /// `--follow`: a status that asks for GET gets it, whatever `-X` says.
    package var obeysStatus = false
    /// `--post301`: a POST stays one.
    package var keepsPostOn301 = false
    /// `--post302`.
    package var keepsPostOn302 = false
    /// `--post303`.
    package var keepsPostOn303 = false
    /// `--proto-redir`: the schemes that may be redirected to.
    package var schemes = WebSchemes.all

    package init() {}
}

/// The URL schemes that curlew speaks.
package struct WebSchemes: OptionSet, Sendable {
    package let rawValue: Int

    package init(rawValue: Int) {
        self.rawValue = rawValue
    }

    package static let http = WebSchemes(rawValue: 1)
    package static let https = WebSchemes(rawValue: 2)
    package static let all: WebSchemes = [.http, .https]
}

/// How fast and how much, beside the times of `Request.maximumTime` and `connectTimeout`.
package struct Limits: Sendable, Equatable {
    /// `-Y`, in bytes a second: slower than this for `slowTime` is given up; 0 is no such limit.
    package var slowSpeed = 0
    /// `-y`, in seconds; 0 is no such limit.
    package var slowTime = 0
    /// `--limit-rate`, in bytes a second, either way; `nil` is none.
    package var rate: Int?
    /// `--max-filesize`, in bytes; `nil` is none.
    package var fileSize: Int?

    package init() {}
}

/// `-b`, `-c` and `-j`.
package struct CookieSettings: Sendable, Equatable {
    /// `-b name=value`: sent as they are, several joined by `;`; `nil` for none.
    package var literal: String?
    /// `-b FILE`, in Netscape's format or as header lines; one that cannot be read counts as empty.
    package var files: [String] = []
    /// `-c`: the file that gets all cookies at the end; `-` is standard output.
    package var jar: String?
    /// `-j`: cookies without an expiry date are not taken from `files`.
    package var dropsSessionCookies = false

    package init() {}

    /// Cookies that come are kept and sent again.
    package var areKept: Bool { !files.isEmpty || jar != nil }
}

/// `-z`: an answer only if the resource is newer, or older, than a moment.
package struct TimeCondition: Sendable, Equatable {
    package enum Kind: Sendable {
        /// If-Modified-Since.
        case modifiedSince
        /// `-` in front of the date: If-Unmodified-Since.
        case unmodifiedSince
        /// `=` in front of the date: Last-Modified.
        case lastModified
    }

    package var kind: Kind
    /// In seconds since 1970.
    package var time: Int

    package init(kind: Kind, time: Int) {
        self.kind = kind
        self.time = time
    }
}

/// What libcurl remembers of servers between runs; the files are read before a transfer and written after it.
/// An empty path remembers within the transfer only.
package struct ServerMemory: Sendable, Equatable {
    /// `--alt-svc`.
    package var alternativeServices: String?
    /// `--hsts`.
    package var strictTransport: String?

    package init() {}

    package var isEmpty: Bool { alternativeServices == nil && strictTransport == nil }
}
