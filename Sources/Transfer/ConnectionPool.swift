internal import CCurl
internal import System

/// A multi handle of libcurl with the connections that earlier transfers have left open on it.
///
/// One transfer at a time has it, on its own thread: libcurl's multi handles are not shared between threads here, and nor is
/// a connection ever (CURL_LOCK_DATA_CONNECT is not safe for transfers that run at the same time).
final class Connections: @unchecked Sendable {
    let multi: UnsafeMutableRawPointer
    /// Which servers it has talked to, as `origin(of:)` names them.
    fileprivate var origins: Set<String> = []
    /// What came out when a connection was made; a transfer that finds it open is not told.
    var known: [Connection: Known] = [:]

    /// Its two ends: as long as it is open, no other has the same.
    struct Connection: Hashable {
        var localPort: Int
        var address: String
        var port: Int
    }

    struct Known {
        /// Among all of the run.
        var number: Int
        var handshake = Handshake()
        /// It leads to a proxy.
        var isProxied = false
    }

    struct Handshake {
        var tlsVersion: String?
        var certificates: [[String]] = []
    }

    /// As many stay open as the curl tool keeps.
    private static let mostOpen = 5

    init?() {
        guard let multi = curl_multi_init() else { return nil }
        self.multi = multi
        curlew_multi_setopt_long(multi, CURLMOPT_MAXCONNECTS, Connections.mostOpen)
    }

    deinit {
        curl_multi_cleanup(multi)
    }
}

/// The connections of a run that no transfer uses now. From any thread.
///
/// In turn, one transfer leaves its multi handle to the next, so that connections are used again just as curl does. At the
/// same time each has one of its own, and takes that which has talked to the same server if there is one.
final class ConnectionPool: Sendable {
    /// Those left last are at the end.
    private let idle = Lock<[Connections]>([])
    private static let mostIdle = 8
    private let counted = Lock((transfers: 0, connections: 0))

    /// The number of the next transfer, from 0.
    func countTransfer() -> Int {
        counted.withLock { counted in
            defer { counted.transfers += 1 }
            return counted.transfers
        }
    }

    /// The number of the next connection, from 0.
    func countConnection() -> Int {
        counted.withLock { counted in
            defer { counted.connections += 1 }
            return counted.connections
        }
    }

    func take(for url: String) -> Connections? {
        let origin = ConnectionPool.origin(of: url)
        let left = idle.withLock { idle -> Connections? in
            guard let index = idle.lastIndex(where: { $0.origins.contains(origin) }) ?? idle.indices.last else { return nil }
            return idle.remove(at: index)
        }
        let connections = left ?? Connections()
        connections?.origins.insert(origin)
        return connections
    }

    /// No transfer is on it any more.
    func leave(_ connections: Connections) {
        // Closed outside of the lock.
        var surplus: Connections?
        idle.withLock { idle in
            idle.append(connections)
            if idle.count > ConnectionPool.mostIdle { surplus = idle.removeFirst() }
        }
        surplus = nil
        _ = surplus
    }

    /// The scheme and the server, as typed: only to find the likeliest.
    private static func origin(of url: String) -> String {
        let bytes = Array(url.utf8)
        let scheme = bytes.indices.first { bytes[$0...].starts(with: "://".utf8) }
        let end = bytes[(scheme.map { $0 + 3 } ?? 0)...].prefix { !"/?#".utf8.contains($0) }.endIndex
        return String(decoding: bytes[..<end], as: UTF8.self).lowercased()
    }
}
