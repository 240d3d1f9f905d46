internal import Foundation
internal import FoundationNetworking
internal import System

/// A configuration that keeps nothing: no cache, no cookies, no credentials.
enum BlankConfiguration {
    static func make() -> URLSessionConfiguration {
        // A copy each: a session's protocols are written into its configuration.
        let configuration = template.copy() as? URLSessionConfiguration ?? .ephemeral
        configuration.urlCache = nil
        configuration.urlCredentialStorage = nil
        configuration.httpCookieStorage = nil
        configuration.httpShouldSetCookies = false
        return configuration
    }

    /// Even `ephemeral` starts from a default that makes Foundation's shared cache and cookie store, and these make
    /// directories in the user's home, which nobody asked for. What they would be in cannot be made a directory, so
    /// none is made. Done once.
    private static let template: URLSessionConfiguration = Environment.withValues(
        ["XDG_CACHE_HOME": "/dev/null/none", "XDG_DATA_HOME": "/dev/null/none"]
    ) {
        URLSessionConfiguration.ephemeral
    }
}
