/// The type of an event of a stream, of the bytes that its row in `events` is made from.
package enum EventType {
    /// `message` if it says none; nil if it has no data, and so is no event.
    package static func of(_ bytes: [UInt8]) -> String? {
        bytes.withUnsafeBufferPointer { bytes in
            var type = "message"
            var hasData = false
            var place = bytes.starts(with: UTF8Decoding.mark) ? UTF8Decoding.mark.count : 0
            while place < bytes.count {
                let line = EventStreamLine(in: bytes, at: place, isFinal: true)
                place = line.end
                if line.kind == .data { hasData = true }
                if line.kind == .type, !line.value.isEmpty { type = String(decoding: bytes[line.value], as: UTF8.self) }
            }
            return hasData ? type : nil
        }
    }
}
