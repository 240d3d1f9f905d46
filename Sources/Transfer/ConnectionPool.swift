internal import CCurl
internal import Dispatch
internal import Plan
internal import System

/// A multi handle of libcurl with the connections that earlier transfers have left open on it.
///
/// One transfer at a time has it, on its own thread: libcurl's multi handles are not shared between threads here, and nor is
/// a connection ever (CURL_LOCK_DATA_CONNECT is not safe for transfers that run at the same time).
final class Connections: @unchecked Sendable {
    let multi: UnsafeMutableRawPointer
    let sockets = OpenSockets()
    /// Which servers it has talked to, as `origin(of:)` names them, and the one it talks to.
    fileprivate var origins: Set<String> = []
    fileprivate var origin = ""
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
    private struct State {
        /// Those left last are at the end.
        var idle: [Connections] = []
        /// How many talk to each server.
        var busy: [String: Int] = [:]
        /// Of those who wait until fewer do.
        var waiting: [DispatchSemaphore] = []
    }

    private let state = Lock(State())
    /// At most so many talk to one server at a time; `nil` is no limit.
    private let mostPerHost: Int?
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

    init(mostPerHost: Int? = nil) {
        self.mostPerHost = mostPerHost
    }

    /// Waits as long as too many talk to the same server. `nil` if the transfer is cancelled meanwhile, or memory is short.
    func take(for assignment: Assignment) -> Connections? {
        let origin = ConnectionPool.origin(of: assignment.request.url)
        let change = DispatchSemaphore(value: 0)
        assignment.setWake { change.signal() }
        defer { assignment.setWake(nil) }
        while !assignment.isCancelled {
            let (hasTurn, left) = state.withLock { state -> (Bool, Connections?) in
                guard state.busy[origin, default: 0] < mostPerHost ?? .max else {
                    state.waiting.append(change)
                    return (false, nil)
                }
                state.busy[origin, default: 0] += 1
                let index = state.idle.lastIndex { $0.origins.contains(origin) } ?? state.idle.indices.last
                return (true, index.map { state.idle.remove(at: $0) })
            }
            guard hasTurn else {
                change.wait()
                continue
            }
            let connections = left ?? Connections()
            connections?.origins.insert(origin)
            connections?.origin = origin
            return connections
        }
        return nil
    }

    /// No transfer is on it any more.
    func leave(_ connections: Connections) {
        // Closed outside of the lock.
        var surplus: Connections?
        let waiting = state.withLock { state -> [DispatchSemaphore] in
            state.idle.append(connections)
            if state.idle.count > ConnectionPool.mostIdle { surplus = state.idle.removeFirst() }
            let busy = state.busy[connections.origin, default: 0] - 1
            state.busy[connections.origin] = busy > 0 ? busy : nil
            defer { state.waiting = [] }
            return state.waiting
        }
        // Each looks for itself whether it is its turn.
        for change in waiting { change.signal() }
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
