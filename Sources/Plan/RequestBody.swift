internal import Bytes

/// `-d`, `--json` and their like: the body of a POST, out of what each option gives, in order.
///
/// A file is named and not held: it is read when the request is sent, each time anew.
package struct RequestBody: Sendable, Equatable, ExpressibleByArrayLiteral {
    package enum Content: Sendable, Equatable {
        case bytes([UInt8])
        case file(BodyFile)
    }

    package struct Part: Sendable, Equatable {
        package var content: Content
        /// An `&` stands in front of it, as curl puts between the data of two options, except before that of `--json`.
        package var isJoined: Bool

        package init(content: Content, isJoined: Bool) {
            self.content = content
            self.isJoined = isJoined
        }
    }

    package private(set) var parts: [Part] = []

    package init(_ bytes: some Sequence<UInt8>) {
        append(.bytes(Array(bytes)), isJoined: false)
    }

    package init(_ file: BodyFile) {
        append(.file(file), isJoined: false)
    }

    package init(arrayLiteral bytes: UInt8...) {
        self.init(bytes)
    }

    /// Bytes after bytes become one part.
    package mutating func append(_ content: Content, isJoined: Bool) {
        guard let last = parts.last, case .bytes(let bytes) = last.content, case .bytes(let more) = content else {
            return parts.append(Part(content: content, isJoined: isJoined && !parts.isEmpty))
        }
        parts[parts.count - 1].content = .bytes(bytes + (isJoined ? [UInt8(ascii: "&")] : []) + more)
    }

    /// All of it; `nil` if it has to be read from files.
    package var bytes: [UInt8]? {
        guard parts.count == 1, case .bytes(let bytes) = parts[0].content else { return nil }
        return bytes
    }

    /// All of it, with `read` for what a file holds, byte by byte.
    package func bytes(reading read: (String) throws -> [UInt8]) rethrows -> [UInt8] {
        try pieces.reduce(into: []) { result, piece in
            switch piece {
            case .bytes(let bytes): result += bytes
            case .file(let file): result += file.reading.filtered(try read(file.path))
            }
        }
    }

    /// What is sent, one after the other, each `&` with it.
    package var pieces: [Content] {
        parts.flatMap { part in part.isJoined ? [.bytes([UInt8(ascii: "&")]), part.content] : [part.content] }
    }
}

/// A file that is part of a body.
package struct BodyFile: Sendable, Equatable {
    package enum Reading: Sendable, Equatable {
        /// `--data-binary`, `--json`.
        case exact
        /// `-d`: carriage returns, line feeds and NULs are left out (curl(1), --data).
        case withoutLineEnds
        /// `--data-urlencode`.
        case percentEncoded
    }

    /// As typed; never `-`.
    package var path: String
    package var reading: Reading

    package init(path: String, reading: Reading) {
        self.path = path
        self.reading = reading
    }
}

extension BodyFile.Reading {
    /// What is sent of some bytes of the file.
    package func filtered(_ bytes: UnsafeRawBufferPointer) -> [UInt8] {
        switch self {
        case .exact: Array(bytes)
        case .percentEncoded: Bytes.percentEncoded(bytes: bytes)
        case .withoutLineEnds:
            [UInt8](unsafeUninitializedCapacity: bytes.count) { kept, count in
                for byte in bytes where byte != 0x0D && byte != 0x0A && byte != 0 {
                    kept[count] = byte
                    count += 1
                }
            }
        }
    }

    package func filtered(_ bytes: [UInt8]) -> [UInt8] {
        bytes.withUnsafeBytes { filtered($0) }
    }
}
