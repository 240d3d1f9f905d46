internal import Dispatch
internal import Glibc
internal import System

/// A server on a plain socket of 127.0.0.1 that does what a script says, byte for byte, the impossible too.
///
/// The script runs once for every connection, on a thread of its own; when it returns, the connection closes.
/// It takes turns with the test through a `Latch`, never through time. It serves until `stop()` or the end of the
/// process, also if nobody holds it any more: a test that only needs the URL may let go of it.
package final class ScriptedServer: Sendable {
    package typealias Script = @Sendable (ScriptedConnection) throws -> Void

    package let port: Int
    private let stopping = Latch()
    private let threads = DispatchGroup()
    private let log = Log()

    final class Log: Sendable {
        let requests = Lock<[[UInt8]]>([])
    }

    package init(_ script: @escaping Script) {
        let (listener, port) = listenOnLoopback(backlog: 128)
        self.port = port
        threads.enter()
        startThread { [stopping, threads, log] in
            var count = 0
            while firstReady(of: [stopping.descriptor, listener], milliseconds: -1) == 1 {
                let socket = accept(listener, nil, nil)
                guard socket >= 0 else { continue }
                _ = fcntl(socket, F_SETFD, FD_CLOEXEC)
                let number = count
                count += 1
                threads.enter()
                startThread {
                    try? script(ScriptedConnection(socket: socket, number: number, stopping: stopping, log: log))
                    close(socket)
                    threads.leave()
                }
            }
            close(listener)
            threads.leave()
        }
    }

    /// Answers every request with the same bytes, then closes.
    package convenience init(answer: String) {
        self.init { connection in
            try connection.readRequest()
            try connection.send(answer)
        }
    }

    package func url(_ path: String = "/") -> String {
        "http://127.0.0.1:\(port)\(path)"
    }

    /// The requests read so far, head and body, as they came.
    package var requests: [[UInt8]] {
        log.requests.withLock { $0 }
    }

    /// Listens no longer, ends every script that waits, and returns when all have.
    package func stop() {
        stopping.release()
        threads.wait()
    }
}
