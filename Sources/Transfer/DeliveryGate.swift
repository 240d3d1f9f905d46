internal import Dispatch
internal import Foundation
internal import Synchronization

/// The queue of URLSession's callbacks, made to hold back whoever fills it: this is what closes the
/// TCP window when the body sink is slow. URLSession itself queues without bound.
///
/// Room for 16 pieces of at most 256 KiB, so that 4 MiB are on their way here, besides libcurl's own 512 KiB.
final class DeliveryGate: OperationQueue, @unchecked Sendable {
    private static let room = 16
    private let queue = DispatchQueue(label: "curlew.delivery")
    // Signalled up from zero: libdispatch traps when a semaphore dies below the value it was made with.
    private let places = DispatchSemaphore(value: 0)
    private let isOpen = Atomic<Bool>(false)
    /// Blocks that were added and are not done.
    private let waiting = Atomic<Int>(0)
    private let isInPlace = Atomic<Bool>(false)

    override init() {
        super.init()
        for _ in 0..<DeliveryGate.room { places.signal() }
    }

    /// Waits for room, then runs `block` after all blocks before it.
    override func addOperation(_ block: @escaping @Sendable () -> Void) {
        if !isOpen.load(ordering: .acquiring) { places.wait() }
        let isAlone = waiting.add(1, ordering: .acquiringAndReleasing).oldValue == 0
        let work: @Sendable () -> Void = { [self] in
            block()
            waiting.subtract(1, ordering: .acquiringAndReleasing)
            places.signal()
        }
        if isAlone && isInPlace.load(ordering: .relaxed) { queue.sync(execute: work) } else { queue.async(execute: work) }
    }

    /// What `add` adds is run by the thread itself if nothing waits before it: for the few bytes of a slow line two threads
    /// that wake each other take longer than the work. Whoever fills the gate is one thread.
    func inPlace(_ add: () -> Void) {
        isInPlace.store(true, ordering: .relaxed)
        add()
        isInPlace.store(false, ordering: .relaxed)
    }

    /// From now on nobody waits.
    func open() {
        guard !isOpen.exchange(true, ordering: .acquiringAndReleasing) else { return }
        places.signal()
    }
}
