internal import Foundation
internal import FoundationNetworking
internal import Glibc
internal import HTTP
internal import Plan
internal import System

/// Gets a body from standard input as it comes, or from a file, by the same path that an answer from a server takes. Its
/// head is empty: there is nobody who would have sent one.
final class InputProtocol: ExchangeProtocol {
    /// As much as libcurl's side hands over at once.
    private static let longestPiece = 256 << 10

    override func startLoading() {
        guard let assignment else { return }
        // Handed over whole: only the new thread uses it from here on.
        nonisolated(unsafe) let receiver = self
        begin {
            do throws(TransferFailure) {
                let input = try Input(assignment.source)
                defer { input.close() }
                receiver.end(try receiver.read(input, assignment))
            } catch {
                receiver.end(.failed(error))
            }
        }
    }

    private func read(_ input: Input, _ assignment: Assignment) throws(TransferFailure) -> Outcome {
        let wake = WakePipe()
        assignment.setWake { wake.wake() }
        defer {
            assignment.setWake(nil)
            wake.close()
        }
        let start = ContinuousClock().now
        assignment.meter.update { $0.counts.expectedWireBytes = input.restOfFile }
        var head = ResponseHead(statusLine: [])
        head.oddBytes = []
        report(.head(head))
        while !assignment.isCancelled {
            var ready = [
                pollfd(fd: input.descriptor.number, events: Int16(POLLIN), revents: 0),
                pollfd(fd: wake.reader, events: Int16(POLLIN), revents: 0),
            ]
            guard poll(&ready, nfds_t(ready.count), -1) > 0, ready[0].revents != 0 else { continue }
            var piece = Data(count: InputProtocol.longestPiece)
            do {
                let count = try piece.withUnsafeMutableBytes { try input.descriptor.read(into: $0) }
                let elapsed = ContinuousClock().now - start
                assignment.meter.update { report in
                    if report.timing.firstByte == nil { report.timing.firstByte = elapsed }
                    report.timing.total = elapsed
                    report.counts.wireBytes += count
                }
                if count == 0 { return .complete }
                deliver(piece.prefix(count))
            } catch {
                if (error as? SystemError)?.code == EAGAIN { continue }
                throw TransferFailure(exitStatus: 26, message: "cannot read \(input.name): \(error)")
            }
        }
        return .stopped
    }
}

private struct Input {
    let descriptor: Descriptor
    let name: String

    init(_ source: Source) throws(TransferFailure) {
        guard case .file(let path) = source else {
            (descriptor, name) = (.standardInput, "standard input")
            return
        }
        name = path
        do {
            descriptor = try Descriptor.open(path, O_RDONLY)
        } catch {
            throw TransferFailure(unreadable: path, error)
        }
    }

    func close() {
        if descriptor != .standardInput { descriptor.close() }
    }

    /// How much a file has left; nil for what is no file.
    var restOfFile: Int? {
        var status = stat()
        guard fstat(descriptor.number, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        return max(0, Int(status.st_size) - max(0, Int(lseek(descriptor.number, 0, SEEK_CUR))))
    }
}
