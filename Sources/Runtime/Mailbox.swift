package import App
internal import Glibc
internal import Synchronization

/// The one place where threads meet: any thread posts events, the event loop takes them.
///
/// A pipe wakes the loop, with one byte however many events wait.
package final class Mailbox: Sendable {
    private struct Contents {
        var events: [Event] = []
        var isWoken = false
    }

    private let contents = Mutex(Contents())
    /// Readable while events wait.
    package let wakeDescriptor: Int32
    private let wakeWriter: Int32

    package init() {
        let pipe = WakePipe()
        wakeDescriptor = pipe.reader
        wakeWriter = pipe.writer
    }

    deinit {
        close(wakeDescriptor)
        close(wakeWriter)
    }

    package func post(_ event: Event) {
        let wakes = contents.withLock { contents in
            contents.events.append(event)
            defer { contents.isWoken = true }
            return !contents.isWoken
        }
        guard wakes else { return }
        var byte: UInt8 = 0
        _ = write(wakeWriter, &byte, 1)
    }

    /// All that waits, in order of posting.
    package func take() -> [Event] {
        contents.withLock { contents in
            if contents.isWoken {
                var byte: UInt8 = 0
                _ = read(wakeDescriptor, &byte, 1)
                contents.isWoken = false
            }
            defer { contents.events = [] }
            return contents.events
        }
    }
}
