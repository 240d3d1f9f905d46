/// What a redirect may change, beside `Request.followsRedirects` and `maximumRedirects`.
package struct RedirectPolicy: Sendable, Equatable {
    /// `--location-trusted`: name and password go to every host.
    package var trustsEveryHost = false
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
