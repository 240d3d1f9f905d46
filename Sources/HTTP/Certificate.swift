internal import Bytes

/// A certificate of the server's chain, as libcurl tells it (CURLINFO_CERTINFO): for display. Texts are the server's.
package struct Certificate: Sendable, Equatable {
    package var subject: String?
    /// Names and addresses it is for (X509v3 Subject Alternative Name).
    package var alternativeNames: String?
    package var issuer: String?
    package var notBefore: String?
    package var notAfter: String?
    /// `rsaEncryption, 2048 bits`.
    package var key: String?
    /// SHA-256 of its DER form, in hexadecimal with colons.
    package var fingerprint: String?

    /// `lines` are `name:value`.
    package init(_ lines: [String]) {
        var values: [String: String] = [:]
        for line in lines {
            guard let colon = line.firstIndex(of: ":") else { continue }
            let name = line[..<colon].lowercased()
            if values[name] == nil { values[name] = String(line[line.index(after: colon)...]) }
        }
        subject = values["subject"]
        alternativeNames = values["x509v3 subject alternative name"]
        issuer = values["issuer"]
        notBefore = values["start date"]
        notAfter = values["expire date"]
        let bits = values["rsa public key"] ?? values["ecc public key"]
        key = values["public key algorithm"].map { algorithm in bits.map { "\(algorithm), \($0)" } ?? algorithm }
        fingerprint = values["cert"].flatMap(Certificate.fingerprint(ofPEM:))
    }

    private static func fingerprint(ofPEM text: String) -> String? {
        let lines = text.split(whereSeparator: \.isNewline).filter { !$0.hasPrefix("-----") }
        guard let bytes = Base64.decoded(lines.joined().utf8), !bytes.isEmpty else { return nil }
        return sha256(bytes).map { ($0 < 16 ? "0" : "") + String($0, radix: 16, uppercase: true) }.joined(separator: ":")
    }
}
