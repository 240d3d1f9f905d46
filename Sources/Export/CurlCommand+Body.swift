internal import Bytes
internal import CommandLine
internal import Plan

/// The words for forms and uploads.
extension Request {
    func formAndUploadWords(showingSecrets: Bool) -> [String] {
        var words: [String] = []
        if let form {
            if form.escapesWithBackslash { words.append("--form-escape") }
            words += form.parts.flatMap { (showingSecrets ? $0 : $0.masked).words }
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
    /// Without the value of a part whose name is that of a secret, and without secret fields: the rule for members of `-d`.
    /// All parts in a part with such a name are secret. A file's name is none.
    fileprivate var masked: FormPart { masked(isSecret: false) }

    private func masked(isSecret: Bool) -> FormPart {
        let isSecret = isSecret || name.map { Secrets.isSecret(name: $0, isParameter: true) } ?? false
        var part = self
        part.headerLines = headerLines.map { Secrets.masked(field: $0) }
        switch content {
        case .bytes(let bytes): if isSecret && !bytes.isEmpty { part.content = .bytes(Array(Secrets.mask.utf8)) }
        case .file: break
        case .parts(let parts): part.content = .parts(parts.map { $0.masked(isSecret: isSecret) })
        }
        return part
    }

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
