internal import Glibc
internal import Plan
internal import System

/// Waits until somebody reads the FIFOs that an exchange writes to: opening one without a reader blocks, and the event loop
/// must not.
final class ReaderWait: Sendable {
    private struct State {
        var isCancelled = false
        /// Open, so that the reader stays one until the exchange has opened it too.
        var writers: [Descriptor] = []
    }

    private let paths: [String]
    private let state = Lock(State())

    /// How often it looks, in microseconds.
    private static let interval: UInt32 = 20_000

    /// `nil` if none of what `plan` writes is a FIFO.
    init?(_ plan: Plan) {
        paths = plan.writtenPaths.filter { path in
            var status = stat()
            return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFIFO
        }
        if paths.isEmpty { return nil }
    }

    deinit {
        state.withLock { for writer in $0.writers { writer.close() } }
    }

    /// Calls `waits` with a path that has no reader yet, once for each, and `ready` when all have one; not after a cancel. On a
    /// thread of its own.
    func begin(waits: @escaping @Sendable (String) -> Void, ready: @escaping @Sendable () -> Void) {
        onOwnThread { [self] in
            for path in paths {
                var isSaid = false
                while !isCancelled, !hasReader(path) {
                    if !isSaid { waits(path) }
                    isSaid = true
                    usleep(ReaderWait.interval)
                }
            }
            if !isCancelled { ready() }
        }
    }

    func cancel() {
        state.withLock { $0.isCancelled = true }
    }

    private var isCancelled: Bool { state.withLock { $0.isCancelled } }

    /// Any other failure is said by those who open it in earnest.
    private func hasReader(_ path: String) -> Bool {
        do throws(SystemError) {
            let writer = try Descriptor.open(path, O_WRONLY | O_NONBLOCK)
            state.withLock { $0.writers.append(writer) }
            return true
        } catch {
            return error.code != ENXIO
        }
    }
}

extension Plan {
    /// The files that an exchange writes, as they are named on the command line.
    fileprivate var writtenPaths: [String] {
        [output.path, output.headPath, recording?.path, entityTagPath, request.cookies.jar].compactMap(\.self).filter { $0 != "-" }
    }
}
