internal import App
internal import Bodies
internal import Documents
internal import Glibc
internal import System

/// Writes what is on the screen, or a body as far as it has come, to a file of the user's.
enum SavedFile {
    enum Content: Sendable {
        /// A body as it came, as far as it has come.
        case body(BodySnapshot)
        /// A body as a view shows it.
        case view(ViewText)
        case text([UInt8])
    }

    static func write(_ content: Content, to path: String, _ mode: SaveMode) -> SaveResult {
        let path = homeExpanded(path)
        if leadsToScreen(path) { return .failed(message: "cannot save to \(path): the viewer is on that terminal") }
        let descriptor: Descriptor
        do {
            descriptor = try Descriptor.open(path, O_WRONLY | O_CREAT | mode.flag)
        } catch {
            var reason = error
            if error.code == EEXIST, mode == .asking {
                if !isDirectory(path) { return .exists(path: path) }
                reason = SystemError(code: EISDIR)
            }
            return .failed(message: "cannot save to \(path): \(reason)")
        }
        defer { descriptor.close() }
        let sink = FileSink(descriptor: descriptor, name: path)
        var count = 0
        do {
            try content.eachPiece { piece in
                try sink.write(piece)
                count += piece.count
            }
        } catch {
            let reason = (error as? BodyWriteFailure)?.message ?? "\(error)"
            return .failed(message: "saved \(count) bytes and no more: \(reason)")
        }
        return .saved(path: path, bytes: count)
    }

    /// What nobody needs to be asked about: it cannot be replaced.
    private static func isDirectory(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }
}

extension SaveMode {
    fileprivate var flag: Int32 {
        switch self {
        case .asking: O_EXCL
        case .replacing: O_TRUNC
        case .appending: O_APPEND
        }
    }
}

extension SavedFile.Content {
    private static let pieceSize = 1 << 20

    /// Its bytes in pieces of at most 1 MiB or so. Throws a `BodyWriteFailure`, and what `body` throws.
    fileprivate func eachPiece(_ body: ([UInt8]) throws -> Void) throws {
        switch self {
        case .body(let snapshot):
            var offset = ByteOffset.zero
            while offset < snapshot.end {
                let piece = snapshot.bytes(in: offset..<min(snapshot.end, offset + Self.pieceSize))
                if piece.isEmpty { throw BodyWriteFailure(message: "the body cannot be read back") }
                try body(piece)
                offset = offset + piece.count
            }
        case .view(var text):
            while let piece = text.next() { try body(piece) }
            try body(text.unfinished())
        case .text(let bytes): try body(bytes)
        }
    }
}
