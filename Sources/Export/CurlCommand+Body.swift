internal import CommandLine
internal import Plan

/// The words for forms and uploads.
extension Request {
    var formAndUploadWords: [String] {
        var words: [String] = []
        if let form {
            if form.escapesWithBackslash { words.append("--form-escape") }
            words += form.parts.flatMap(\.words)
        }
        switch upload {
        case .file(let path)?: words += ["-T", path]
        case .standardInput?: words += ["-T", "-"]
        case nil: break
        }
        if convertsLineEnds { words.append("--crlf") }
        return words
    }
}

extension FormPart {
    /// `-F` in the form that means this part and nothing else.
    fileprivate var words: [String] {
        let name = name ?? ""
        switch content {
        case .bytes(let bytes):
            let text = String(decoding: bytes, as: UTF8.self)
            return parameters.isEmpty ? ["--form-string", "\(name)=\(text)"] : ["-F", "\(name)=\(quoted(text))\(parameters)"]
        case .file(let path, let isUpload):
            return ["-F", "\(name)=\(isUpload ? "@" : "<")\(quoted(path))\(parameters)"]
        case .parts(let parts):
            return ["-F", "\(name)=(\(parameters)"] + parts.flatMap(\.words) + ["-F", "=)"]
        }
    }

    private var parameters: String {
        var text = type.map { ";type=\($0)" } ?? ""
        if let fileName { text += ";filename=\(quoted(fileName))" }
        text += headerLines.map { ";headers=\(quoted($0))" }.joined()
        if let encoder { text += ";encoder=\(quoted(encoder))" }
        return text
    }
}

private func quoted(_ text: String) -> String {
    let escaped = text.utf8.flatMap { byte in "\"\\".utf8.contains(byte) ? [UInt8(ascii: "\\"), byte] : [byte] }
    return "\"" + String(decoding: escaped, as: UTF8.self) + "\""
}
