/// What to accept and to show in a TLS handshake, with a server or with a proxy. Paths are as typed.
package struct TLSSettings: Sendable, Equatable {
    /// `--cacert`: certificates to trust, PEM.
    package var authorityFile: String?
    /// `--capath`.
    package var authorityDirectory: String?
    /// `--crlfile`.
    package var revocationList: String?
    /// `-E`: file or PKCS#11 URI, without the pass phrase.
    package var certificate: String?
    /// `--cert-type`.
    package var certificateType: String?
    /// `--key`.
    package var key: String?
    /// `--key-type`.
    package var keyType: String?
    /// `--pass`, or after the colon of `-E`.
    package var passPhrase: String?
    /// `--tlsv1.x`: the lowest version; for a proxy only `--proxy-tlsv1`.
    package var minimumVersion: TLSVersion?
    /// `--tls-max`.
    package var maximumVersion: TLSVersion?
    /// `--ciphers`, up to TLS 1.2.
    package var ciphers: String?
    /// `--tls13-ciphers`.
    package var tls13Ciphers: String?
    /// `--pinnedpubkey`: a file, or `sha256//…;sha256//…`.
    package var pinnedPublicKey: String?
    /// `--tlsuser`, of TLS-SRP.
    package var srpUser: String?
    /// `--tlspassword`.
    package var srpPassword: String?
    /// `--tlsauthtype SRP`.
    package var usesSRP = false
    /// `--ssl-allow-beast`.
    package var allowsBEAST = false

    package init() {}
}

/// What to trust and to offer in a TLS handshake with the server alone; a proxy has no such choice.
package struct ServerTLSSettings: Sendable, Equatable {
    /// `--curves`.
    package var curves: String?
    /// `--sigalgs`.
    package var signatureAlgorithms: String?
    /// `--ech`, as typed.
    package var encryptedHello: String?
    /// `--tls-earlydata`.
    package var sendsEarly = false
    /// `--cert-status`: the server has to staple a good OCSP answer.
    package var needsStapledStatus = false
    /// `--no-alpn` turns this off.
    package var offersALPN = true
    /// `--no-sessionid` turns this off.
    package var resumesSessions = true
    /// `--false-start`.
    package var startsFalse = false
    /// `--engine`: OpenSSL's crypto engine.
    package var engine: String?

    package init() {}
}

package enum TLSVersion: String, Sendable, CaseIterable {
    /// 1.0 or later, whatever the library thinks safe.
    case v1 = "1"
    case v1_0 = "1.0"
    case v1_1 = "1.1"
    case v1_2 = "1.2"
    case v1_3 = "1.3"
}

/// How to log in, beside the name and password of `Request.credentials`.
package struct Authentication: Sendable, Equatable {
    /// `--basic --digest --ntlm --negotiate --anyauth`; none asked for means Basic, or the token where there is one.
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
    /// `--anyauth`: the safest that the server offers.
    package static let any: AuthenticationSchemes = [.basic, .digest, .ntlm, .ntlmByHelper, .negotiate]
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
