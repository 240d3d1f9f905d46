internal import Bytes

/// What to send: everything a command line says about one transfer, already validated.
///
/// Text is carried as it was typed. libcurl reads the URL, so that nothing between the shell and
/// the wire re-encodes, re-cases or re-orders it.
package struct Request: Sendable, Equatable {
    /// The URL as typed; without a scheme libcurl guesses, and `http` is its default.
    package var url: String
    /// `-X`: the method word, sent verbatim and kept over redirects. `nil`: implied by the rest.
    package var method: String?
    /// `-H`, in order, as typed: `Name: value`, `Name:` removes a default field, `Name;` sends it empty.
    package var headerLines: [String] = []
    /// The body to send; present means POST unless `method` says otherwise.
    package var body: RequestBody?
    /// `-F`; not beside `body` or `upload`.
    package var form: MultipartForm?
    /// `-T`; not beside `body` or `form`.
    package var upload: UploadSource?
    /// `--crlf`: line feeds of an upload go out as carriage return and line feed.
    package var convertsLineEnds = false
    /// `-b`, `-c`, `-j`.
    package var cookies = CookieSettings()
    /// `-r`: the ranges of bytes, as they stand after `bytes=`.
    package var range: String?
    /// `-C`: go on at this byte, counted from 0; -1 lets libcurl find out where an upload goes on.
    package var resumeFrom: Int?
    /// `-z`.
    package var timeCondition: TimeCondition?
    /// `--request-target`: stands in the request line in place of the URL's path.
    package var target: String?
    /// `--alt-svc`, `--hsts`.
    package var serverMemory = ServerMemory()
    /// `-I`: ask for the head only.
    package var fetchesHeadOnly = false
    /// `-f` if nobody looks at the body: a status of 400 or more ends the transfer with exit status 22 and without its body.
    package var refusesErrorBody = false
    /// `-A`: `nil` is curlew's own, an empty text sends no such field.
    package var userAgent: String?
    /// `-e`: the Referer field.
    package var referer: String?
    /// `-u`: `user:password`.
    package var credentials: String?
    /// `-L`.
    package var followsRedirects = false
    /// `--max-redirs`; curl's default.
    package var maximumRedirects = 50
    /// `-k` turns this off.
    package var verifiesPeer = true
    /// `--compressed`: ask for every content coding libcurl knows, and decode it.
    package var decodesContent = false
    /// `-m`, in milliseconds; `nil` is no limit.
    package var maximumTime: Int?
    /// `--connect-timeout`, in milliseconds; `nil` is libcurl's default.
    package var connectTimeout: Int?
    package var authentication = Authentication()
    package var redirects = RedirectPolicy()
    package var protocols = ProtocolSettings()
    package var connection = ConnectionSettings()
    package var tls = TLSSettings()
    package var serverTLS = ServerTLSSettings()
    package var proxy = ProxySettings()
    package var limits = Limits()

    package init(url: String) {
        self.url = url
    }

    /// The URL for everywhere but where what was sent is shown as it was.
    package var shownURL: String { Secrets.masked(url: url) }

    /// The method of the first request, as it is sent.
    package var sentMethod: String {
        method ?? (fetchesHeadOnly ? "HEAD" : upload != nil ? "PUT" : body != nil || form != nil ? "POST" : "GET")
    }

    /// Sending it twice does no more than sending it once, and that is nothing (RFC 9110, 9.2.1).
    package var isSafe: Bool { ["GET", "HEAD", "OPTIONS", "TRACE", "QUERY"].contains(sentMethod) }

    /// The names of the files that the body is read from, as typed; `nil` if there are none.
    package var bodyFiles: String? {
        if case .file(let path)? = upload { return path }
        let paths = (body?.parts ?? []).compactMap { part in if case .file(let file) = part.content { file.path } else { nil } }
        return paths.isEmpty ? nil : paths.joined(separator: ", ")
    }

    /// Nothing makes it another method than GET; `method` is but a word then.
    package var isGET: Bool { body == nil && form == nil && upload == nil && !fetchesHeadOnly }
}

/// `-T`: where the body of a PUT is read from while it is sent.
package enum UploadSource: Sendable, Equatable {
    case file(path: String)
    /// `-` and `.`: as it comes, of unknown length.
    case standardInput
}
