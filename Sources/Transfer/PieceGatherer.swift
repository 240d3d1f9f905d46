internal import Foundation
internal import System

/// Gathers the 16-KiB writes of libcurl into pieces of up to 256 KiB, each copied once and never moved again.
struct PieceGatherer {
    static let capacity = 256 * 1024
    /// Below this a copy is cheaper than a block on its way for a while.
    private static let smallPiece = 4096

    private let pool = BlockPool()
    private var block: UnsafeMutableRawPointer?
    private(set) var count = 0

    /// Copies as much as there is room for; returns how much.
    mutating func append(_ bytes: UnsafeRawBufferPointer) -> Int {
        let target = block ?? pool.take()
        block = target
        let taken = min(bytes.count, PieceGatherer.capacity - count)
        if let source = bytes.baseAddress, taken > 0 {
            (target + count).copyMemory(from: source, byteCount: taken)
        }
        count += taken
        return taken
    }

    var isFull: Bool { count == PieceGatherer.capacity }

    /// The piece gathered; the next one begins empty.
    mutating func take() -> Data {
        guard let full = block, count > 0 else { return Data() }
        defer { count = 0 }
        if count <= PieceGatherer.smallPiece { return Data(bytes: full, count: count) }
        block = nil
        return Data(bytesNoCopy: full, count: count, deallocator: .custom { [pool] block, _ in pool.give(back: block) })
    }

    /// Gives the last block back. Pieces on their way keep theirs.
    mutating func close() {
        if let block { pool.give(back: block) }
        block = nil
        count = 0
    }
}

/// Blocks that were used before: fresh memory costs a page fault every 4 KiB.
private final class BlockPool: Sendable {
    private struct Blocks: @unchecked Sendable {
        var free: [UnsafeMutableRawPointer] = []
    }
    private let blocks = Lock(Blocks())

    deinit {
        blocks.withLock { blocks in
            for block in blocks.free { block.deallocate() }
        }
    }

    func take() -> UnsafeMutableRawPointer {
        blocks.withLock { $0.free.popLast() } ?? .allocate(byteCount: PieceGatherer.capacity, alignment: 4096)
    }

    func give(back block: UnsafeMutableRawPointer) {
        nonisolated(unsafe) let block = block
        blocks.withLock { $0.free.append(block) }
    }
}
