/// How to log in, beside the name and password of `Request.credentials`.
package struct Authentication: Sendable, Equatable {
    /// `--basic --digest --ntlm --negotiate --anyauth`; none asked for means Basic.
    package var schemes: AuthenticationSchemes = []
    /// `--oauth2-bearer`: the token.
    package var bearerToken: String?
    /// `--aws-sigv4`: `provider1[:provider2[:region[:service]]]`.
    package var awsSignature: String?
    /// `-n --netrc-file --netrc-optional`.
    package var netrc = Netrc()
    /// `--service-name`, of SPNEGO; `nil` is `HTTP`.
    package var serviceName: String?
    /// `--delegation`, of GSS-API credentials.
    package var delegation = Delegation.none

    package init() {}

    package enum Delegation: String, Sendable, CaseIterable {
        case none, policy, always
    }
}

/// What may be answered to a challenge.
package struct AuthenticationSchemes: OptionSet, Sendable {
    package let rawValue: Int

    package init(rawValue: Int) {
        self.rawValue = rawValue
    }

    package static let basic = AuthenticationSchemes(rawValue: 1)
    package static let digest = AuthenticationSchemes(rawValue: 2)
    package static let ntlm = AuthenticationSchemes(rawValue: 4)
    /// NTLM by Samba's `ntlm_auth`.
    package static let ntlmByHelper = AuthenticationSchemes(rawValue: 8)
    package static let negotiate = AuthenticationSchemes(rawValue: 16)
    package static let bearer = AuthenticationSchemes(rawValue: 32)
    /// `--anyauth`: the safest that the server offers.
    package static let any = AuthenticationSchemes(rawValue: 64)
}

/// Names and passwords by host, from a file.
package struct Netrc: Sendable, Equatable {
    /// `-n`: what is found there goes before what stands in the URL.
    package var isRequired = false
    /// `--netrc-optional`: what stands in the URL goes first.
    package var isOptional = false
    /// `--netrc-file`; `nil` is `.netrc` in the home directory.
    package var path: String?

    package init() {}
}
