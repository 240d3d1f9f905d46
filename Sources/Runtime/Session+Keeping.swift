internal import Bodies
internal import Glibc
internal import HTTP
internal import Plan
internal import System
internal import Transfer

/// What is left behind for the next run: cookies and an ETag.
extension Session {
    /// `onEvent`, with what is to be kept written before it hears of it. Throws a `TransferFailure` where the ETag's file cannot be made.
    func keeping(
        _ onEvent: @escaping @Sendable (TransferEvent) -> Void
    ) throws -> @Sendable (TransferEvent) -> Void {
        let entityTag = try entityTagPath.map(EntityTagFile.init(path:))
        let jar = request.cookies.jar.flatMap { $0 == "-" ? nil : $0 }
        guard entityTag != nil || jar != nil else { return onEvent }
        return { [share] event in
            switch event {
            case .head(let head): entityTag?.write(head)
            case .finished: if let jar { share.writeCookies(to: jar) }
            default: break
            }
            onEvent(event)
        }
    }

    /// `-c -`: behind the body, and never under the viewer's screen.
    func printCookies() {
        if request.cookies.jar == "-" { share.writeCookies(to: "-") }
    }

    /// `-C`: so many bytes of the output file stay, and the body goes behind its end; 0 begins it anew.
    var keptBytes: Int {
        request.upload == nil ? max(0, request.resumeFrom ?? 0) : 0
    }

    /// What keeps a transfer from starting.
    static func failure(_ error: any Error) -> TransferFailure {
        (error as? TransferFailure)
            ?? TransferFailure(exitStatus: 23, message: (error as? BodyWriteFailure)?.message ?? "\(error)")
    }

    /// The same session with the request of `-C -`: as long as the output file is, so much is not asked for.
    func resumed() -> Session {
        guard resumesOutput, request.resumeFrom == nil, let path = output.path else { return self }
        var session = self
        var status = stat()
        session.request.resumeFrom = stat(path, &status) == 0 ? status.st_size : 0
        return session
    }
}

/// `--etag-save`: a line for every ETag that comes.
private final class EntityTagFile: Sendable {
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
        for field in head.fields.fields where !field.value.isEmpty && String(decoding: field.name, as: UTF8.self).lowercased() == "etag" {
            descriptor.tell(field.value + [0x0A])
        }
    }
}
