internal import Bytes

/// What an event stream has held so far, and what in it is not as the rules have it.
package struct EventCounts: Sendable, Equatable {
    /// Those that a browser dispatches.
    package internal(set) var events = 0
    package internal(set) var comments = 0
    /// Lines that are passed over: with a name that there is not, or a value that its field cannot have.
    package internal(set) var ignored = 0
    /// What has a type or an id and no data, so that it is no event.
    package internal(set) var withoutData = 0
    /// Bytes that are no UTF-8.
    package internal(set) var invalidBytes = 0
    /// It begins with a byte order mark.
    package internal(set) var hasMark = false
    package internal(set) var lineEnds: LineEnds = []

    package struct LineEnds: OptionSet, Sendable {
        package let rawValue: UInt8
        package init(rawValue: UInt8) { self.rawValue = rawValue }
        package static let lf = LineEnds(rawValue: 1)
        package static let crlf = LineEnds(rawValue: 2)
        package static let cr = LineEnds(rawValue: 4)

        /// `LF, CR LF`
        package var text: String {
            names.joined(separator: ", ")
        }

        fileprivate var names: [String] {
            let all: [(LineEnds, String)] = [(.lf, "LF"), (.crlf, "CR LF"), (.cr, "CR")]
            return all.filter { contains($0.0) }.map(\.1)
        }
    }

    package init() {}

    /// `41 events, 3 comments, 1 ignored line`, with numbers in that writing.
    package func text(_ number: (Int) -> String = { String($0) }) -> String {
        var parts = ["\(number(events)) event\(events == 1 ? "" : "s")"]
        if comments > 0 { parts.append("\(number(comments)) comment\(comments == 1 ? "" : "s")") }
        if ignored > 0 { parts.append("\(number(ignored)) ignored line\(ignored == 1 ? "" : "s")") }
        if withoutData > 0 { parts.append("\(number(withoutData)) without data") }
        return parts.joined(separator: ", ")
    }

    /// What is odd about the stream, in words.
    package func hints(_ number: (Int) -> String = { String($0) }) -> [String] {
        var hints: [String] = []
        if hasMark { hints.append("it begins with a byte order mark, which is passed over") }
        if lineEnds.names.count > 1 { hints.append("line ends are mixed: \(lineEnds.text)") }
        if ignored > 0 { hints.append("\(number(ignored)) line\(ignored == 1 ? " is" : "s are") no field of an event, and passed over") }
        if withoutData > 0 {
            hints.append("\(number(withoutData)) without data: a browser does not dispatch \(withoutData == 1 ? "it" : "them")")
        }
        if invalidBytes > 0 { hints.append("\(number(invalidBytes)) byte\(invalidBytes == 1 ? " is" : "s are") no UTF-8") }
        return hints
    }
}

extension EventCounts {
    /// What of a row of the stream, or a part of one, says whether it is an event.
    struct Row {
        private var hasData = false
        private var hasFields = false

        @inline(__always)
        mutating func add(_ kind: EventStreamLine.Kind, to counts: inout EventCounts) {
            switch kind {
            case .data: hasData = true
            case .type, .id: hasFields = true
            case .comment: counts.comments += 1
            case .ignored: counts.ignored += 1
            case .blank, .retry: break
            }
        }

        /// Its blank line has come.
        @inline(__always)
        mutating func end(in counts: inout EventCounts) {
            if hasData { counts.events += 1 } else if hasFields { counts.withoutData += 1 }
            self = Row()
        }
    }

    /// Bytes of those that are no characters. They end where a character does.
    static func invalidBytes(in bytes: UnsafeBufferPointer<UInt8>) -> Int {
        if ByteSearch.isASCII(UnsafeRawBufferPointer(bytes)) { return 0 }
        var count = 0
        var place = 0
        while place < bytes.count {
            if bytes[place] < 0x80 {
                place += 1
                continue
            }
            switch UTF8Scan.next(in: bytes, at: place) {
            case .scalar(_, let length): place += length
            case .invalid(let length):
                count += length
                place += length
            case .incomplete:
                count += bytes.count - place
                place = bytes.count
            }
        }
        return count
    }
}
