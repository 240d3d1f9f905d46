internal import Dispatch

/// A queue of its own, and so a thread, for what waits: the global queues have as many threads as there are cores, and whoever
/// waits on them keeps all others waiting.
func onOwnThread(_ work: @escaping @Sendable () -> Void) {
    DispatchQueue(label: "curlew.waiting").async(execute: work)
}
