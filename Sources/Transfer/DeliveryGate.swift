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

    override init() {
        super.init()
        for _ in 0..<DeliveryGate.room { places.signal() }
    }

    /// Waits for room, then runs `block` after all blocks before it.
    override func addOperation(_ block: @escaping @Sendable () -> Void) {
        if !isOpen.load(ordering: .acquiring) { places.wait() }
        queue.async { [places] in
            block()
            places.signal()
        }
    }

    /// From now on nobody waits.
    func open() {
        guard !isOpen.exchange(true, ordering: .acquiringAndReleasing) else { return }
        places.signal()
    }
}
