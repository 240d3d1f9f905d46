internal import CCurl

/// What the libcurl that runs can do, by its own word: another one may be there than when this was compiled.
package struct LibraryFacts: Sendable {
    /// `7.88.1`.
    package let version: String
    /// Those of curlew's protocols that it has.
    package let protocols: [String]
    /// As curl names them, in its order.
    package let features: [String]

    package static var now: LibraryFacts {
        CurlLibrary.start()
        guard let info = curl_version_info(CURLVERSION_ELEVENTH)?.pointee else {
            return LibraryFacts(version: "", protocols: [], features: [])
        }
        // The list of names came with 7.87; an older libcurl has no such member.
        let features = info.age.rawValue >= CURLVERSION_ELEVENTH.rawValue ? texts(info.feature_names) : []
        return LibraryFacts(
            version: info.version.map { String(cString: $0) } ?? "",
            protocols: texts(info.protocols).filter(["http", "https"].contains).sorted(),
            features: features.sorted { $0.lowercased() < $1.lowercased() })
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
