internal import Glibc
internal import HTTP
internal import System

/// `--etag-save`: a line for every ETag that comes.
final class EntityTagFile: Sendable {
    private let sink: FileSink
    private let isOwn: Bool

    /// Makes the file, empty. `-` is standard output. `screen` gets what would go to the terminal that the viewer is on. Throws a
    /// `TransferFailure` with curl's exit status.
    init(path: String, screen: ScreenHold?) throws {
        isOwn = path != "-"
        do {
            let file = isOwn ? try Descriptor.open(path, O_WRONLY | O_CREAT | O_TRUNC) : .standardOutput
            sink = FileSink(descriptor: file, name: path, hold: !isOwn || leadsToScreen(path) ? screen : nil)
        } catch {
            throw TransferFailure(exitStatus: 26, message: "cannot write the ETag to \(path): \(error)")
        }
    }

    deinit {
        if isOwn { sink.descriptor.close() }
    }

    func write(_ head: ResponseHead) {
        for field in head.fields.unfolded where !field.value.isEmpty && String(decoding: field.name, as: UTF8.self).lowercased() == "etag" {
            try? sink.write(field.value + [0x0A])
        }
    }
}
