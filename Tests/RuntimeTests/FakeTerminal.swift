import Glibc
import Screen
import System
import TestSupport

/// A terminal without a terminal: keys come from the test, grids stay in memory.
final class FakeTerminal: Terminal, @unchecked Sendable {
    private struct State {
        var keys: [Key] = []
        var grid: Grid?
        var draws = 0
        var isRestored = false
        var copied: String?
        var titles: [String?] = []
        var rings = 0
    }

    private let state = Lock(State())
    private let keyPipe: (read: Int32, write: Int32)
    private let drawPipe: (read: Int32, write: Int32)
    let size: Size

    init(rows: Int = 6, columns: Int = 80) {
        size = Size(rows: rows, columns: columns)
        func makePipe() -> (read: Int32, write: Int32) {
            var ends: [Int32] = [-1, -1]
            precondition(pipe(&ends) == 0)
            for end in ends { _ = fcntl(end, F_SETFL, O_NONBLOCK) }
            return (ends[0], ends[1])
        }
        keyPipe = makePipe()
        drawPipe = makePipe()
    }

    deinit {
        for end in [keyPipe.read, keyPipe.write, drawPipe.read, drawPipe.write] { close(end) }
    }

    // MARK: The test's side

    func press(_ keys: Key...) {
        state.withLock { $0.keys += keys }
        _ = write(keyPipe.write, "k", 1)
    }

    func type(_ text: String) {
        state.withLock { $0.keys += text.unicodeScalars.map { $0 == "\n" ? .enter : .character($0) } }
        _ = write(keyPipe.write, "k", 1)
    }

    var text: [String] { state.withLock { $0.grid?.text ?? [] } }
    var copied: String? { state.withLock { $0.copied } }
    var titles: [String?] { state.withLock { $0.titles } }
    var rings: Int { state.withLock { $0.rings } }
    var draws: Int { state.withLock { $0.draws } }
    var isRestored: Bool { state.withLock { $0.isRestored } }

    /// Waits until the screen is as wished; `false` if it is not within ten seconds.
    func shows(_ wish: ([String]) -> Bool) -> Bool {
        let clock = ContinuousClock()
        let deadline = clock.now + .seconds(10)
        while !wish(text) {
            // A running transfer draws every second, for ever.
            let left = Int32(max(0, (deadline - clock.now) / .milliseconds(1)))
            var ready = pollfd(fd: drawPipe.read, events: Int16(POLLIN), revents: 0)
            guard poll(&ready, 1, left) == 1 else { return false }
            var byte: UInt8 = 0
            _ = read(drawPipe.read, &byte, 1)
        }
        return true
    }

    func shows(_ part: String) -> Bool {
        shows { $0.contains { $0.contains(part) } }
    }

    // MARK: The program's side

    var inputDescriptor: Int32 { keyPipe.read }

    func readKeys() -> [Key] {
        var bytes = [UInt8](repeating: 0, count: 64)
        while read(keyPipe.read, &bytes, bytes.count) > 0 {}
        return state.withLock { state in
            defer { state.keys = [] }
            return state.keys
        }
    }

    func draw(_ grid: Grid, cursor: Position?) {
        state.withLock {
            $0.grid = grid
            $0.draws += 1
        }
        _ = write(drawPipe.write, "d", 1)
    }

    var stalledSince: ContinuousClock.Instant? { nil }
    func sendRest() {}
    func invalidate() {}
    func copy(_ text: String) { state.withLock { $0.copied = text } }
    func show(title: String?) { state.withLock { $0.titles.append(title) } }
    func ring() { state.withLock { $0.rings += 1 } }
    func restyle(_ theme: Theme) {}
    func takeMouse(_ isTaken: Bool) {}
    func resize() {}
    func restore() { state.withLock { $0.isRestored = true } }
    func resume() {}
}
