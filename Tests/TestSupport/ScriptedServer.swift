internal import Dispatch
internal import Glibc
internal import Synchronization

/// A server on a plain socket of 127.0.0.1 that does what a script says, byte for byte, the impossible too.
///
/// The script runs once for every connection, on a thread of its own; when it returns, the connection closes.
/// It takes turns with the test through a `Latch`, never through time.
package final class ScriptedServer: Sendable {
    package typealias Script = @Sendable (ScriptedConnection) throws -> Void

    package let port: Int
    private let listener: Int32
    private let stopping = Latch()
    private let threads = DispatchGroup()
    private let log = Log()

    final class Log: Sendable {
        let requests = Mutex<[[UInt8]]>([])
    }

    package init(_ script: @escaping Script) {
        (listener, port) = listenOnLoopback(backlog: 128)
        threads.enter()
        startThread { [listener, stopping, threads, log] in
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

    deinit {
        stop()
        close(listener)
    }

    package func url(_ path: String = "/") -> String {
        "http://127.0.0.1:\(port)\(path)"
    }

    /// The requests read so far, head and body, as they came.
    package var requests: [[UInt8]] {
        log.requests.withLock { $0 }
    }

    /// Ends every script that waits, and returns when all have.
    package func stop() {
        stopping.release()
        threads.wait()
    }
}

/// A port of 127.0.0.1 that lets no connection come about: whoever tries stays in "connecting".
package final class UnreachablePort: Sendable {
    package let port: Int
    private let descriptors: [Int32]

    package init() {
        let (listener, port) = listenOnLoopback(backlog: 0)
        self.port = port
        // One connection fills the queue of a listener without backlog; more get no answer to their SYN.
        descriptors = [listener] + (0..<4).map { _ in
            let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue), 0)
            _ = withLoopbackAddress(port: port) { connect(socket, $0, $1) }
            return socket
        }
    }

    deinit {
        for descriptor in descriptors { close(descriptor) }
    }
}

/// A port of 127.0.0.1 on which nothing listens.
package func refusedPort() -> Int {
    let (listener, port) = listenOnLoopback(backlog: 1)
    close(listener)
    return port
}

private func listenOnLoopback(backlog: Int32) -> (socket: Int32, port: Int) {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    precondition(listener >= 0)
    let bound = withLoopbackAddress(port: 0) { bind(listener, $0, $1) }
    precondition(bound == 0 && listen(listener, backlog) == 0)
    var address = sockaddr_in()
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    withUnsafeMutablePointer(to: &address) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { _ = getsockname(listener, $0, &length) }
    }
    return (listener, Int(UInt16(bigEndian: address.sin_port)))
}

private func withLoopbackAddress<Result>(port: Int, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Result) -> Result {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    return withUnsafePointer(to: &address) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, socklen_t(MemoryLayout<sockaddr_in>.size)) }
    }
}
