internal import Bytes

/// `url` with `query` joined to its query by `&`, in front of a fragment.
///
/// The rest of the URL stays as typed: libcurl is the one that reads it.
func appending(query: [UInt8], to url: String) -> String {
    let bytes = Array(url.utf8)
    let fragment = bytes.firstIndex(of: UInt8(ascii: "#")) ?? bytes.endIndex
    var result = Array(bytes[..<fragment])
    if let mark = result.firstIndex(of: UInt8(ascii: "?")) {
        let isOpen = mark == result.endIndex - 1 || result.last == UInt8(ascii: "&")
        if !isOpen { result.append(UInt8(ascii: "&")) }
    } else if !query.isEmpty {
        result.append(UInt8(ascii: "?"))
    }
    result += withLowerCaseEscapes(query)
    return String(decoding: result + bytes[fragment...], as: UTF8.self)
}

/// libcurl's curl_url_set writes the digits of `%XX` in lower case when a query is appended.
private func withLowerCaseEscapes(_ query: [UInt8]) -> [UInt8] {
    var result = query
    var index = 0
    while index + 2 < result.count {
        guard result[index] == UInt8(ascii: "%"), result[index + 1...index + 2].allSatisfy({ $0.hexadecimalValue != nil }) else {
            index += 1
            continue
        }
        // The bit that tells a letter's case is set in every digit.
        for digit in index + 1...index + 2 { result[digit] |= 0x20 }
        index += 3
    }
    return result
}
