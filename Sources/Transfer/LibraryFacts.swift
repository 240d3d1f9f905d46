internal import CCurl
package import Plan

/// What the libcurl that runs can do, by its own word: another one may be there than when this was compiled.
package struct LibraryFacts: Sendable {
    /// `7.88.1`.
    package let version: String
    /// The same as a number: `0x075801`.
    private let number: UInt32
    /// Those of curlew's protocols that it has.
    package let protocols: [String]
    /// As curl names them, in its order.
    package let features: [String]

    package static var now: LibraryFacts {
        CurlLibrary.start()
        guard let info = curl_version_info(CURLVERSION_ELEVENTH)?.pointee else {
            return LibraryFacts(version: "", number: 0, protocols: [], features: [])
        }
        // The list of names came with 7.87; an older libcurl has no such member.
        let features = info.age.rawValue >= CURLVERSION_ELEVENTH.rawValue ? texts(info.feature_names) : []
        return LibraryFacts(
            version: info.version.map { String(cString: $0) } ?? "", number: info.version_num,
            protocols: texts(info.protocols).filter(["http", "https"].contains).sorted(),
            features: features.sorted { $0.lowercased() < $1.lowercased() })
    }

    package func can(_ need: LibraryNeed) -> Bool {
        switch need {
        case .http3: features.contains("HTTP3")
        case .nameServers: takes(CURLOPT_DNS_SERVERS, "127.0.0.1")
        case .clientAddress: takes(curlew_option_client_address, "127.0.0.1")
        case .signatureAlgorithms: takes(curlew_option_signature_algorithms, "ECDSA+SHA256")
        case .encryptedClientHello: takes(curlew_option_ech, "false")
        // No option of their own: an older libcurl takes the number and does nothing with it.
        case .earlyData: number >= 0x080B00
        case .http2Proxy: number >= 0x080100 && features.contains("HTTP2")
        }
    }

    /// `--follow` as an option; before 8.13 it is the same as `-L` to it.
    var obeysStatus: Bool { number >= 0x080D00 }

    /// Its own answer, on a handle that nothing is done with.
    private func takes(_ option: CURLoption, _ value: String) -> Bool {
        guard let handle = curl_easy_init() else { return false }
        defer { curl_easy_cleanup(handle) }
        return curlew_setopt_string(handle, option, value) == CURLE_OK
    }

    private static func texts(_ list: UnsafePointer<UnsafePointer<CChar>?>?) -> [String] {
        var texts: [String] = []
        var next = list
        while let text = next?.pointee {
            texts.append(String(cString: text))
            next = next.map { $0 + 1 }
        }
        return texts
    }
}
