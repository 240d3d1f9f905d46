internal import Bytes

/// What a body can be packed in: the content codings of HTTP (RFC 9110 section 8.4.1, RFC 7932, RFC 8878), which are also
/// those of `.gz`, `.br` and `.zst` files.
package enum ContentCoding: String, Sendable, CaseIterable {
    /// RFC 1952.
    case gzip
    /// RFC 1950, and what some servers take it for: RFC 1951.
    case deflate
    case brotli = "br"
    case zstd

    /// The coding that was applied last, by the value of a Content-Encoding field; nil for none that is known here.
    package init?(contentEncoding value: String) {
        guard let name = value.utf8.split(separator: UInt8(ascii: ",")).last?.trimmed() else { return nil }
        let text = String(decoding: name, as: UTF8.self).lowercased()
        self.init(rawValue: text == "x-gzip" ? "gzip" : text)
    }

    /// That of a file: by its media type, in lower case and without parameters; by its name; by the bytes it begins with.
    package init?(ofFileNamed name: String, type: String?, beginning: [UInt8]) {
        guard
            let found = Self.allCases.first(where: { coding in
                coding.mediaTypes.contains(type ?? "") || coding.extensions.contains { name.lowercased().hasSuffix($0) }
                    || coding.magic.map { beginning.starts(with: $0) } == true
            })
        else { return nil }
        self = found
    }

    /// A body that begins so may be packed in it, as far as its bytes tell.
    package func fits(_ beginning: [UInt8]) -> Bool {
        guard let magic else { return true }
        return beginning.starts(with: magic.prefix(beginning.count))
    }

    /// The name without the extension that says this coding.
    package func unpackedName(of name: String) -> String {
        let found = extensions.first { name.lowercased().hasSuffix($0) && name.utf8.count > $0.utf8.count }
        guard let found else { return name }
        return String(name.dropLast(found.count)) + (found == ".tgz" ? ".tar" : "")
    }

    /// What it begins with, if it says so itself.
    private var magic: [UInt8]? {
        switch self {
        case .gzip: [0x1F, 0x8B, 0x08]
        case .zstd: [0x28, 0xB5, 0x2F, 0xFD]
        case .deflate, .brotli: nil
        }
    }

    private var extensions: [String] {
        switch self {
        case .gzip: [".gz", ".tgz"]
        case .zstd: [".zst"]
        case .brotli: [".br"]
        case .deflate: []
        }
    }

    private var mediaTypes: [String] {
        switch self {
        case .gzip: ["application/gzip", "application/x-gzip", "application/x-gunzip"]
        case .zstd: ["application/zstd", "application/x-zstd"]
        case .brotli: ["application/x-brotli"]
        case .deflate: []
        }
    }
}
