/// Finds a body's charset. The first of these that names one counts: what was chosen by hand; the byte order mark, which is
/// never wrong; Content-Type; what HTML and XML say of themselves; and for JSON, where its first characters have zeros, for they are
/// ASCII. Without any it is UTF-8.
package struct CharsetFinder: Sendable, Equatable {
    /// As much of a body is looked at, in bytes: what the HTML Standard has all authors put their `<meta>` within (4.2.5.4).
    package static let reach = 1024

    /// The name of a charset.
    private let chosen: String?
    /// `type/subtype` in lower case.
    private let type: String?
    /// The charset parameter.
    private let declared: String?

    /// `type` and `declared` are those of Content-Type, nil for none; `type` in lower case and without parameters.
    package init(chosen: String? = nil, type: String? = nil, declared: String? = nil) {
        self.chosen = chosen
        self.type = type?.isEmpty == true ? nil : type
        self.declared = declared
    }

    /// The charset of a body that begins with those bytes.
    package func charset(ofBodyBeginning bytes: [UInt8]) -> Charset {
        if let chosen, case let charset = Charset(label: chosen, from: .chosen), !charset.isFallback { return charset }
        if let charset = Charset(markAtStartOf: bytes) { return charset }
        let charset = Charset(label: declared)
        if charset.origin == .declared { return charset }
        return markupCharset(bytes) ?? wideCharset(bytes) ?? charset
    }

    /// No more bytes could name another.
    package func isSettled(by bytes: [UInt8]) -> Bool {
        if bytes.count >= Self.reach || chosen.map(Charset.isKnown) == true { return true }
        if Charset.mayBeginMark(bytes) { return false }
        let charset = charset(ofBodyBeginning: bytes)
        if [.mark, .declared, .markup].contains(charset.origin) { return true }
        if isJSON, bytes.count < CharsetFinder.wide[0].zeros.count { return false }
        return (type != nil || !bytes.isEmpty) && !mayBeMarkup(bytes)
    }

    /// Where the first two characters have zeros if they are ASCII (RFC 4627, section 3).
    private static let wide: [(zeros: [Bool], label: String)] = [
        ([true, true, true, false], "utf-32be"), ([false, true, true, true], "utf-32le"),
        ([true, false, true, false], "utf-16be"), ([false, true, false, true], "utf-16le"),
    ]

    /// Of JSON without a mark.
    private func wideCharset(_ bytes: [UInt8]) -> Charset? {
        guard isJSON else { return nil }
        let zeros = bytes.prefix(CharsetFinder.wide[0].zeros.count).map { $0 == 0 }
        return CharsetFinder.wide.first { $0.zeros == zeros }.map { Charset(label: $0.label, from: .markup) }
    }

    private var isJSON: Bool { type.map { $0.hasSuffix("/json") || $0.hasSuffix("+json") } == true }

    private func markupCharset(_ bytes: [UInt8]) -> Charset? {
        guard mayBeMarkup(bytes), let label = MarkupCharset.label(in: bytes.prefix(Self.reach)) else { return nil }
        let charset = Charset(label: label, from: .markup)
        return charset.isFallback ? nil : charset
    }

    /// HTML or XML, or a body without a type that begins like them.
    private func mayBeMarkup(_ bytes: [UInt8]) -> Bool {
        guard let type else {
            return bytes.first { ![0x20, 0x09, 0x0A, 0x0D, 0].contains($0) } == UInt8(ascii: "<")
        }
        return ["text/html", "text/xml", "application/xml"].contains(type) || type.hasSuffix("+xml")
    }
}
