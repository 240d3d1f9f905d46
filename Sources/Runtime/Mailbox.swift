package import App
internal import System

/// The one place where threads meet: any thread posts events, the event loop takes them.
///
/// A pipe wakes the loop, with one byte however many events wait.
package final class Mailbox: Sendable {
    private struct Contents {
        var events: [Event] = []
        var isWoken = false
    }

    private let contents = Lock(Contents())
    /// Readable while events wait.
    package var wakeDescriptor: Int32 { wakePipe.reader }
    private let wakePipe = WakePipe()

    package init() {}

    deinit {
        wakePipe.close()
    }

    package func post(_ event: Event) {
        let wakes = contents.withLock { contents in
            contents.events.append(event)
            defer { contents.isWoken = true }
            return !contents.isWoken
        }
        if wakes { wakePipe.wake() }
    }

    /// All that waits, in order of posting.
    package func take() -> [Event] {
        contents.withLock { contents in
            if contents.isWoken {
                _ = wakePipe.take(atMost: 1)
                contents.isWoken = false
            }
            defer { contents.events = [] }
            return contents.events
        }
    }
}
