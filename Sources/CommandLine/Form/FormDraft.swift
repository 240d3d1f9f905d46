internal import Plan

/// The parts of a multipart body that `-F` and `--form-string` have named so far.
struct FormDraft {
    /// Multiparts that were begun by `name=(` and not ended by `=)`, the outermost first; the first is the form.
    private var open: [FormPart] = []
    /// `--form-escape`.
    var escapesWithBackslash = false
    /// What is odd and was passed over; one line each.
    var warnings: [String] = []

    /// What is sent; multiparts still open end here. `nil` if no part was named.
    var form: MultipartForm? {
        guard !open.isEmpty else { return nil }
        var open = open
        while open.count > 1 { FormDraft.close(&open) }
        guard case .parts(let parts) = open[0].content else { return nil }
        var form = MultipartForm()
        form.parts = parts
        form.escapesWithBackslash = escapesWithBackslash
        return form
    }

    /// `--form-string`. Throws `FormError`.
    mutating func addLiteral(_ value: String) throws {
        let (name, content) = try FormDraft.split(value)
        add(FormPart(name: name, content: .bytes(Array(content))))
    }

    /// `-F`. `readFile` gives what `headers=@FILE` and `@-` name. Throws `FormError`, and what `readFile` throws.
    mutating func add(_ value: String, readFile: (String) throws -> [UInt8]) throws {
        let (name, content) = try FormDraft.split(value)
        switch content.first {
        case UInt8(ascii: "("):
            var part = try self.part(content, readFile) { _ in .parts([]) }
            part.name = name
            begin()
            open.append(part)
        case UInt8(ascii: ")") where name == nil && content.count == 1:
            guard open.count > 1 else { throw FormError("no multipart to terminate") }
            FormDraft.close(&open)
        case UInt8(ascii: "@"):
            try addFiles(content.dropFirst(), named: name, readFile)
        case UInt8(ascii: "<"):
            var part = try self.part(content.dropFirst(), readFile) { path in
                try FormDraft.file(path, isUpload: false, readFile)
            }
            part.name = name
            add(part)
        default:
            var part = try self.part(content, readFile) { .bytes($0) }
            part.name = name
            add(part)
        }
    }

    /// `@one` is a part; `@one,two` is a multipart of both.
    private mutating func addFiles(
        _ bytes: ArraySlice<UInt8>, named name: String?, _ readFile: (String) throws -> [UInt8]
    ) throws {
        var value = FormValue(bytes, separator: UInt8(ascii: ","))
        var parts: [FormPart] = []
        repeat {
            let path = value.word()
            var part = FormPart(content: try FormDraft.file(path, isUpload: true, readFile))
            if path == [UInt8(ascii: "-")] { part.fileName = "-" }
            part.apply(try value.parameters(readFile: readFile))
            parts.append(part)
        } while value.takeSeparator()
        warnings += value.warnings
        if var only = parts.first, parts.count == 1 {
            only.name = name
            add(only)
        } else {
            add(FormPart(name: name, content: .parts(parts)))
        }
    }

    private mutating func part(
        _ bytes: ArraySlice<UInt8>, _ readFile: (String) throws -> [UInt8], _ content: ([UInt8]) throws -> FormPart.Content
    ) throws -> FormPart {
        var value = FormValue(bytes)
        var part = FormPart(content: try content(value.word()))
        var parameters = try value.parameters(readFile: readFile)
        warnings += value.warnings
        // Only what has a file name or is plain text can be given one.
        if case .bytes = part.content {
        } else if let name = parameters.fileName {
            parameters.fileName = nil
            warnings.append("Field file name not allowed here: \(name)")
        }
        if case .parts = part.content, let encoder = parameters.encoder {
            parameters.encoder = nil
            warnings.append("Field encoder not allowed here: \(encoder)")
        }
        part.apply(parameters)
        return part
    }

    private mutating func begin() {
        if open.isEmpty { open = [FormPart(content: .parts([]))] }
    }

    private mutating func add(_ part: FormPart) {
        begin()
        open[open.count - 1].append(part)
    }

    private static func close(_ open: inout [FormPart]) {
        let last = open.removeLast()
        open[open.count - 1].append(last)
    }

    /// Standard input is read at once, since its length must be known before it is sent.
    private static func file(
        _ path: [UInt8], isUpload: Bool, _ readFile: (String) throws -> [UInt8]
    ) throws -> FormPart.Content {
        if path == [UInt8(ascii: "-")] { return .bytes(try readFile("-")) }
        return .file(path: String(decoding: path, as: UTF8.self), isUpload: isUpload)
    }

    private static func split(_ value: String) throws -> (name: String?, content: ArraySlice<UInt8>) {
        let bytes = Array(value.utf8)
        guard let equals = bytes.firstIndex(of: UInt8(ascii: "=")) else { throw FormError("illegally formatted input field") }
        let name = String(decoding: bytes[..<equals], as: UTF8.self)
        return (name.isEmpty ? nil : name, bytes[(equals + 1)...])
    }
}

extension FormPart {
    fileprivate mutating func append(_ part: FormPart) {
        guard case .parts(let parts) = content else { return }
        content = .parts(parts + [part])
    }

    fileprivate mutating func apply(_ parameters: FormValue.Parameters) {
        type = parameters.type
        fileName = parameters.fileName ?? fileName
        headerLines = parameters.headerLines
        encoder = parameters.encoder
    }
}
