internal import CCurl
internal import Glibc
internal import HTTP
internal import Plan
internal import System

/// `-d` and its like: a short body is handed to libcurl whole, as curl does; a long one is read from its files while it is
/// sent, so that no more of it than a piece is in memory.
///
/// Either way the length goes out in front, as with curl. It is found by reading the files once if they are filtered.
final class PostReader: BodySource {
    /// Up to here libcurl gets it whole.
    private static let shortBody = 1 << 20
    private static let pieceLength = 64 << 10

    private let pieces: [RequestBody.Content]
    /// The piece that is read, and if it is a file that file.
    private var index = 0
    private var file: Descriptor?
    /// What is to go out, and was not asked for yet.
    private var ready: ArraySlice<UInt8> = []
    /// Sent so far, and in all as it was when it began.
    private var sent = 0
    private var length = 0
    private let block = UnsafeMutableRawBufferPointer.allocate(byteCount: PostReader.pieceLength, alignment: 16)

    init(_ body: RequestBody) {
        pieces = body.pieces
    }

    deinit {
        block.deallocate()
        file?.close()
    }

    override func attach(to handle: UnsafeMutableRawPointer) throws {
        var short: [UInt8]? = []
        while let piece = try nextPiece() {
            length += piece.count
            if length <= PostReader.shortBody { short?.append(contentsOf: piece) } else { short = nil }
        }
        rewind()
        try check(curlew_setopt_offset(handle, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(length)))
        guard let short else { return setCallbacks(of: handle) }
        // An empty body is a body too, and no pointer means that one is read by a callback.
        try (short + [0]).withUnsafeBytes { bytes in
            try check(curlew_setopt_pointer(handle, CURLOPT_COPYPOSTFIELDS, UnsafeMutableRawPointer(mutating: bytes.baseAddress)))
        }
    }

    private func check(_ code: CURLcode) throws {
        if code != CURLE_OK { throw OptionRefusal(code: code) }
    }

    override func read(into buffer: UnsafeMutableRawPointer, _ room: Int) -> Int {
        // What a file has grown by since its length was said belongs to nobody.
        let room = min(room, length - sent)
        if room == 0 { return 0 }
        do {
            if ready.isEmpty, let piece = try nextPiece() { ready = piece }
        } catch {
            failure = error
            return curlew_read_abort
        }
        guard !ready.isEmpty else {
            failure = TransferFailure(exitStatus: 26, message: "a file became shorter while it was sent")
            return curlew_read_abort
        }
        let count = min(room, ready.count)
        ready.withUnsafeBytes { buffer.copyMemory(from: $0.baseAddress ?? UnsafeRawPointer(buffer), byteCount: count) }
        ready = ready.dropFirst(count)
        sent += count
        return count
    }

    override func seek(to offset: Int, from origin: Int32) -> Int32 {
        guard origin == SEEK_SET, offset >= 0, offset <= length else { return CURL_SEEKFUNC_CANTSEEK }
        rewind()
        do {
            while sent < offset, let piece = try nextPiece() {
                ready = piece.dropFirst(offset - sent)
                sent += piece.count - ready.count
            }
        } catch {
            failure = error
            return CURL_SEEKFUNC_FAIL
        }
        return sent == offset ? CURL_SEEKFUNC_OK : CURL_SEEKFUNC_FAIL
    }

    private func rewind() {
        file?.close()
        (file, index, sent, ready) = (nil, 0, 0, [])
    }

    /// The next bytes of the body, at least one; `nil` at its end.
    private func nextPiece() throws(TransferFailure) -> ArraySlice<UInt8>? {
        while index < pieces.count {
            switch pieces[index] {
            case .bytes(let bytes):
                index += 1
                if !bytes.isEmpty { return bytes[...] }
            case .file(let source):
                let count = try fill(from: source)
                let piece = source.reading.filtered(UnsafeRawBufferPointer(rebasing: block[..<count]))
                if !piece.isEmpty { return piece[...] }
                if count > 0 { continue }
                file?.close()
                file = nil
                index += 1
            }
        }
        return nil
    }

    /// Reads a block of the file; 0 at its end.
    private func fill(from source: BodyFile) throws(TransferFailure) -> Int {
        do throws(SystemError) {
            if file == nil { file = try Descriptor.open(source.path, O_RDONLY) }
            return try file?.read(into: block) ?? 0
        } catch {
            throw TransferFailure(unreadable: source.path, error)
        }
    }
}
