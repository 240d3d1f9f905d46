internal import Glibc

/// A port of 127.0.0.1 that lets no connection come about: whoever tries stays in "connecting".
package final class UnreachablePort: Sendable {
    package let port: Int
    private let descriptors: [Int32]

    package init() {
        let (listener, port) = listenOnLoopback(backlog: 0)
        self.port = port
        // One connection fills the queue of a listener without backlog; more get no answer to their SYN.
        descriptors =
            [listener]
            + (0..<4).map { _ in
                let kind = SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue
                let socket = Glibc.socket(AF_INET, Int32(kind), 0)
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

func canConnect(toPort port: Int) -> Bool {
    let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    defer { close(socket) }
    return withLoopbackAddress(port: port) { connect(socket, $0, $1) } == 0
}

func listenOnLoopback(backlog: Int32) -> (socket: Int32, port: Int) {
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
