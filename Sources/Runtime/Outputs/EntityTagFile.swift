internal import Glibc
internal import HTTP
internal import System

/// `--etag-save`: a line for every ETag that comes.
final class EntityTagFile: Sendable {
    private let descriptor: Descriptor
    private let isOwn: Bool

    /// Makes the file, empty. `-` is standard output. Throws a `TransferFailure` with curl's exit status.
    init(path: String) throws {
        isOwn = path != "-"
        do {
            descriptor = isOwn ? try Descriptor.open(path, O_WRONLY | O_CREAT | O_TRUNC) : .standardOutput
        } catch {
            throw TransferFailure(exitStatus: 26, message: "cannot write the ETag to \(path): \(error)")
        }
    }

    deinit {
        if isOwn { descriptor.close() }
    }

    func write(_ head: ResponseHead) {
        for field in head.fields.unfolded where !field.value.isEmpty && String(decoding: field.name, as: UTF8.self).lowercased() == "etag" {
            try? descriptor.writeAll(field.value + [0x0A])
        }
    }
}
