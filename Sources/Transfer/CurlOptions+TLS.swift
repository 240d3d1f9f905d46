internal import CCurl
internal import Plan
internal import System

extension CurlOptions {
    func setTLS(_ request: Request) throws {
        try set(CURLOPT_CERTINFO, 1)
        var tls = request.tls
        if !request.verifiesPeer {
            try set(CURLOPT_SSL_VERIFYPEER, 0)
            try set(CURLOPT_SSL_VERIFYHOST, 0)
        }
        let trustsAll = !request.verifiesPeer && (request.connection.nameServerURL == nil || request.connection.trustsAnyNameServer)
        if tls.authorityFile == nil && tls.authorityDirectory == nil && !trustsAll {
            // As the tool reads them: the first one alone, else both others.
            tls.authorityFile = Environment.value("CURL_CA_BUNDLE")
            if tls.authorityFile == nil {
                tls.authorityDirectory = Environment.value("SSL_CERT_DIR")
                tls.authorityFile = Environment.value("SSL_CERT_FILE")
            }
        }
        try set(tls, as: .server, request.serverTLS.sendsEarly ? curlew_early_data : 0)
        try setServerTLS(request.serverTLS)

        // What is not said of the proxy's directory and revocations goes for both; of its certificates it does not.
        var proxy = request.proxy.tls
        proxy.authorityDirectory = proxy.authorityDirectory ?? tls.authorityDirectory
        proxy.revocationList = proxy.revocationList ?? tls.revocationList
        try set(proxy, as: .proxy)
        if request.proxy.trustsAnyCertificate {
            try set(CURLOPT_PROXY_SSL_VERIFYPEER, 0)
            try set(CURLOPT_PROXY_SSL_VERIFYHOST, 0)
        }
    }

    private func setServerTLS(_ tls: ServerTLSSettings) throws {
        try set(CURLOPT_SSL_EC_CURVES, tls.curves)
        try set(curlew_option_signature_algorithms, tls.signatureAlgorithms)
        try set(curlew_option_ech, tls.encryptedHello)
        if tls.needsStapledStatus { try set(CURLOPT_SSL_VERIFYSTATUS, 1) }
        if !tls.offersALPN { try set(CURLOPT_SSL_ENABLE_ALPN, 0) }
        if !tls.resumesSessions { try set(CURLOPT_SSL_SESSIONID_CACHE, 0) }
        // OpenSSL has none; it makes no difference to what is sent, and curl says nothing either.
        if tls.startsFalse { try setIfThere(CURLOPT_SSL_FALSESTART, 1) }
        if let engine = tls.engine {
            try set(CURLOPT_SSLENGINE, engine)
            try set(CURLOPT_SSLENGINE_DEFAULT, 1)
        }
    }

    private func set(_ tls: TLSSettings, as names: TLSOptionNames, _ flags: Int = 0) throws {
        try set(names.authorityFile, tls.authorityFile)
        try set(names.authorityDirectory, tls.authorityDirectory)
        try set(names.revocationList, tls.revocationList)
        try set(names.certificate, tls.certificate)
        try set(names.certificateType, tls.certificateType ?? tls.certificate.flatMap(engineType))
        try set(names.key, tls.key)
        try set(names.keyType, tls.keyType ?? tls.key.flatMap(engineType))
        try set(names.passPhrase, tls.passPhrase)
        try set(names.ciphers, tls.ciphers)
        try set(names.tls13Ciphers, tls.tls13Ciphers)
        try set(names.pinnedPublicKey, tls.pinnedPublicKey)
        try set(names.srpUser, tls.srpUser)
        try set(names.srpPassword, tls.srpPassword)
        if tls.usesSRP { try set(names.srpType, "SRP") }
        let flags = flags | (tls.allowsBEAST ? Int(CURLSSLOPT_ALLOW_BEAST) : 0)
        if flags != 0 { try set(names.options, flags) }
        if tls.minimumVersion != nil || tls.maximumVersion != nil {
            let lowest = tls.minimumVersion?.code ?? CURL_SSLVERSION_DEFAULT
            // The upper limit stands in the upper half.
            let highest = (tls.maximumVersion?.code ?? 0) << 16
            try set(names.version, lowest | highest)
        }
    }

    /// A PKCS#11 URI is the engine's to read; curl says so if nobody else does.
    private func engineType(_ name: String) -> String? {
        name.lowercased().hasPrefix("pkcs11:") ? "ENG" : nil
    }

}

/// libcurl has each of these options twice.
private struct TLSOptionNames {
    let authorityFile, authorityDirectory, revocationList, certificate, certificateType, key, keyType, passPhrase: CURLoption
    let ciphers, tls13Ciphers, pinnedPublicKey, srpUser, srpPassword, srpType, options, version: CURLoption

    static let server = TLSOptionNames(
        authorityFile: CURLOPT_CAINFO, authorityDirectory: CURLOPT_CAPATH, revocationList: CURLOPT_CRLFILE,
        certificate: CURLOPT_SSLCERT, certificateType: CURLOPT_SSLCERTTYPE, key: CURLOPT_SSLKEY,
        keyType: CURLOPT_SSLKEYTYPE, passPhrase: CURLOPT_KEYPASSWD, ciphers: CURLOPT_SSL_CIPHER_LIST,
        tls13Ciphers: CURLOPT_TLS13_CIPHERS, pinnedPublicKey: CURLOPT_PINNEDPUBLICKEY,
        srpUser: CURLOPT_TLSAUTH_USERNAME, srpPassword: CURLOPT_TLSAUTH_PASSWORD, srpType: CURLOPT_TLSAUTH_TYPE,
        options: CURLOPT_SSL_OPTIONS, version: CURLOPT_SSLVERSION)

    static let proxy = TLSOptionNames(
        authorityFile: CURLOPT_PROXY_CAINFO, authorityDirectory: CURLOPT_PROXY_CAPATH,
        revocationList: CURLOPT_PROXY_CRLFILE, certificate: CURLOPT_PROXY_SSLCERT,
        certificateType: CURLOPT_PROXY_SSLCERTTYPE, key: CURLOPT_PROXY_SSLKEY, keyType: CURLOPT_PROXY_SSLKEYTYPE,
        passPhrase: CURLOPT_PROXY_KEYPASSWD, ciphers: CURLOPT_PROXY_SSL_CIPHER_LIST,
        tls13Ciphers: CURLOPT_PROXY_TLS13_CIPHERS, pinnedPublicKey: CURLOPT_PROXY_PINNEDPUBLICKEY,
        srpUser: CURLOPT_PROXY_TLSAUTH_USERNAME, srpPassword: CURLOPT_PROXY_TLSAUTH_PASSWORD,
        srpType: CURLOPT_PROXY_TLSAUTH_TYPE, options: CURLOPT_PROXY_SSL_OPTIONS, version: CURLOPT_PROXY_SSLVERSION)
}

extension TLSVersion {
    fileprivate var code: Int {
        switch self {
        case .v1: CURL_SSLVERSION_TLSv1
        case .v1_0: CURL_SSLVERSION_TLSv1_0
        case .v1_1: CURL_SSLVERSION_TLSv1_1
        case .v1_2: CURL_SSLVERSION_TLSv1_2
        case .v1_3: CURL_SSLVERSION_TLSv1_3
        }
    }
}
