internal import Bytes
internal import Plan

/// The words for the body of a POST: files by their names, as typed.
struct DataWords {
    private(set) var words: [String] = []
    /// What stands in front of curl, if it is to read from a pipe what no argument can carry.
    private(set) var pipe = ""

    init(_ body: RequestBody?, showingSecrets: Bool) {
        let parts = body?.parts ?? []
        for (index, part) in parts.enumerated() {
            switch part.content {
            case .bytes(let bytes):
                var bytes = showingSecrets ? bytes : Secrets.masked(body: bytes)
                if index + 1 < parts.count, parts[index + 1].takesName { bytes = Array(bytes.withoutLastName) }
                // Only a name was there.
                if bytes.isEmpty && index + 1 < parts.count && parts[index + 1].takesName { continue }
                add(bytes, isJoined: part.isJoined || index == 0)
            case .file(let file):
                let before = index > 0 ? parts[index - 1].content : nil
                switch file.reading {
                case .exact: words += [part.isJoined || index == 0 ? "--data-binary" : "--json", "@\(file.path)"]
                case .withoutLineEnds: words += ["-d", "@\(file.path)"]
                case .percentEncoded:
                    var name = ""
                    if part.takesName, case .bytes(let bytes)? = before { name = String(decoding: bytes.lastName, as: UTF8.self) }
                    words += ["--data-urlencode", "\(name)@\(file.path)"]
                }
            }
        }
    }

    private mutating func add(_ bytes: [UInt8], isJoined: Bool) {
        if let text = String(validating: bytes, as: UTF8.self), !bytes.contains(0) {
            words += [isJoined ? "--data-raw" : "--json", text]
        } else {
            pipe = "printf %b '\(bytes.map(DataWords.octal).joined())' | "
            words += ["--data-binary", "@-"]
        }
    }

    /// As printf's `%b` reads it.
    private static func octal(_ byte: UInt8) -> String {
        let digits = String(byte, radix: 8)
        return "\\0" + String(repeating: "0", count: 3 - digits.utf8.count) + digits
    }
}

extension RequestBody.Part {
    /// Of `name@file`: the name and its `=` stand in the part before.
    fileprivate var takesName: Bool {
        if case .file(let file) = content { file.reading == .percentEncoded && !isJoined } else { false }
    }
}

extension [UInt8] {
    private var lastAmpersand: Int? { lastIndex(of: UInt8(ascii: "&")) }

    /// `a=1&name=`: the name at the end, without its `=`.
    fileprivate var lastName: ArraySlice<UInt8> { self[(lastAmpersand.map { $0 + 1 } ?? 0)...].dropLast() }

    /// What stands before that and its `&`.
    fileprivate var withoutLastName: ArraySlice<UInt8> { self[..<(lastAmpersand ?? 0)] }
}
