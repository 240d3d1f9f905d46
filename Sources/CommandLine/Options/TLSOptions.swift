internal import Plan

/// Whether certificates are checked at all.
let tlsOptions: [OptionDefinition] = [
    OptionDefinition(
        "insecure", "k", .flag, .tls, "Take any certificate",
        .done { draft, option in draft.request.verifiesPeer = !option.isOn })
]

/// What to accept and to show in TLS, with the server.
let tlsSettings: [RequestSetting] =
    tlsSettings(SettingGroup(\.tls, .tls), certificateLetter: "E") + tlsVersions + serverTLS

/// The options that there are for the server and, with `proxy-` in front, for a proxy.
func tlsSettings(_ group: SettingGroup<TLSSettings>, certificateLetter: Unicode.Scalar? = nil) -> [RequestSetting] {
    [
        group.text("cacert", "file", "Trust these certificates", \.authorityFile),
        group.text("capath", "dir", "Trust the certificates in this directory", \.authorityDirectory),
        group.setting(
            "cert", short: certificateLetter, .value("certificate[:password]"), "Show this certificate",
            words: { group, _ in group.certificate.map { [[certificateWord($0)]] } ?? [] },
            apply: { group, option in
                let (certificate, passPhrase) = certificateAndPassPhrase(option.value)
                group.certificate = certificate
                group.passPhrase = passPhrase ?? group.passPhrase
            }),
        group.text("cert-type", "type", "The kind of certificate: PEM, DER, P12, ENG", \.certificateType),
        group.text("ciphers", "list", "Offer these ciphers up to TLS 1.2", \.ciphers),
        group.text("crlfile", "file", "Refuse the certificates on this list", \.revocationList),
        group.text("key", "key", "The private key of the certificate shown", \.key),
        group.text("key-type", "type", "The kind of key: PEM, DER, ENG", \.keyType),
        group.text("pass", "phrase", "The pass phrase of the key", isSecret: true, \.passPhrase),
        group.text("pinnedpubkey", "hashes", "Accept this public key only", \.pinnedPublicKey),
        group.flag("ssl-allow-beast", "Leave out a work-around that old servers choke on", \.allowsBEAST),
        group.text("tls13-ciphers", "list", "Offer these ciphers in TLS 1.3", \.tls13Ciphers),
        group.setting(
            "tlsauthtype", .value("type"), "Log in over TLS by this: SRP",
            words: { group, _ in group.usesSRP ? [["SRP"]] : [] },
            apply: { group, option in
                guard option.value == "SRP" else { throw option.error("the installed libcurl version doesn't support this") }
                group.usesSRP = true
            }),
        group.text("tlspassword", "string", "The password for TLS-SRP", isSecret: true, \.srpPassword),
        group.text("tlsuser", "name", "The user name for TLS-SRP", \.srpUser),
    ]
}

private let group = SettingGroup(\.tls, .tls)

private let tlsVersions: [RequestSetting] = [
    group.setting(
        "tls-max", .value("version"), "Speak this TLS at most: 1.0, 1.1, 1.2, 1.3",
        words: { group, _ in group.maximumVersion.map { [[$0.rawValue]] } ?? [] },
        apply: { group, option in
            let version = option.value == "1" ? nil : TLSVersion(rawValue: option.value)
            if version == nil && option.value != "default" { throw option.badUse }
            group.maximumVersion = version
        }),
    group.choice("tlsv1", short: "1", "Speak TLS 1.0 at least", \.minimumVersion, .v1),
    group.choice("tlsv1.0", "Speak TLS 1.0 at least", \.minimumVersion, .v1_0),
    group.choice("tlsv1.1", "Speak TLS 1.1 at least", \.minimumVersion, .v1_1),
    group.choice("tlsv1.2", "Speak TLS 1.2 at least", \.minimumVersion, .v1_2),
    group.choice("tlsv1.3", "Speak TLS 1.3 at least", \.minimumVersion, .v1_3),
]

private let serverGroup = SettingGroup(\.serverTLS, .tls)

private let serverTLS: [RequestSetting] = [
    serverGroup.flag("alpn", "Offer no ALPN, and so no HTTP/2", isOnByDefault: true, \.offersALPN),
    serverGroup.flag("cert-status", "Want a stapled OCSP answer", \.needsStapledStatus),
    serverGroup.text("curves", "list", "Offer these curves", \.curves),
    serverGroup.text("ech", "config", "Encrypt the hello: true, hard, false, grease, ecl:CONFIG, pn:NAME", \.encryptedHello)
        .needing(.encryptedClientHello),
    serverGroup.setting(
        "engine", .value("name"), "Use this engine of OpenSSL",
        words: { group, _ in group.engine.map { [[$0]] } ?? [] },
        apply: { group, option in
            if option.value == "list" { throw Refusal(option: option, reason: "listing engines is not done by curlew") }
            group.engine = option.value
        }),
    serverGroup.flag("false-start", "Send before the handshake is over", \.startsFalse),
    serverGroup.text("sigalgs", "list", "Offer these signature algorithms", \.signatureAlgorithms).needing(.signatureAlgorithms),
    serverGroup.flag("tls-earlydata", "Send in the handshake of a resumed session already", \.sendsEarly).needing(.earlyData),
    serverGroup.flag("sessionid", "Resume no TLS session", isOnByDefault: true, \.resumesSessions),
]

/// The name up to the first colon, and what follows it if anything does. A backslash takes a colon or a backslash
/// as part of the name; a PKCS#11 URI is all name.
func certificateAndPassPhrase(_ text: String) -> (certificate: String, passPhrase: String?) {
    if isPKCS11(text) { return (text, nil) }
    var name: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
        if byte == UInt8(ascii: ":") {
            return (String(decoding: name, as: UTF8.self), rest.isEmpty ? nil : String(decoding: rest, as: UTF8.self))
        }
        if byte == UInt8(ascii: "\\"), let next = rest.first, next == byte || next == UInt8(ascii: ":") {
            name.append(next)
            rest.removeFirst()
        } else {
            name.append(byte)
        }
    }
    return (String(decoding: name, as: UTF8.self), nil)
}

private func certificateWord(_ name: String) -> String {
    if isPKCS11(name) { return name }
    let escaped = name.utf8.flatMap { byte in
        byte == UInt8(ascii: ":") || byte == UInt8(ascii: "\\") ? [UInt8(ascii: "\\"), byte] : [byte]
    }
    return String(decoding: escaped, as: UTF8.self)
}

private func isPKCS11(_ name: String) -> Bool {
    name.lowercased().hasPrefix("pkcs11:")
}
