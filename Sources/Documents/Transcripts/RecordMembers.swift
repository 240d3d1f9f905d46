internal import Bytes

/// What stands directly in an object of a record. It is looked at before the members are read one by one, because what tells how
/// to read them may come last: `{"text":"Hm","thought":true}`.
struct RecordMembers {
    enum Kind: Sendable {
        /// The range is what stands between the quotes.
        case string
        case object, array
        /// A number or a word.
        case scalar
    }

    struct Member {
        var name: TranscriptName
        var kind: Kind
        var range: Range<Int>
    }

    let bytes: UnsafeBufferPointer<UInt8>
    private(set) var members: [Member] = []
    /// It is an array that the object is in.
    private(set) var isArray = false
    /// It is no object but a string.
    private(set) var isText = false
    /// The object's end is there, or what is there can go on as none.
    private(set) var isWhole = false

    /// Those of the object, or of the first one in the array, that begins with the bracket at `start`, as far as they end before
    /// `limit`.
    init(in bytes: UnsafeBufferPointer<UInt8>, at start: Int, before limit: Int) {
        self.bytes = bytes
        let end = min(limit, bytes.count)
        var place = start
        isArray = place < end && bytes[place] == JSONByte.openArray
        while place < end, bytes[place] == JSONByte.openArray || bytes[place] <= 0x20 { place += 1 }
        guard place < end else { return }
        guard bytes[place] == JSONByte.openObject else {
            isText = bytes[place] == JSONByte.quote
            isWhole = true
            return
        }
        read(from: place + 1, before: end)
    }

    private mutating func read(from start: Int, before end: Int) {
        var place = start
        var depth = 1
        var name: TranscriptName?
        /// Of the member whose value is a container.
        var open: Member?
        while place < end {
            let byte = bytes[place]
            switch byte {
            case JSONByte.quote:
                guard let (close, isBroken) = stringEnd(from: place + 1, before: end) else { return }
                if isBroken { return isWhole = true }
                if depth == 1 {
                    if let known = name {
                        members.append(Member(name: known, kind: .string, range: place + 1..<close))
                        name = nil
                    } else {
                        name = TranscriptName(bytes[place + 1..<close])
                    }
                }
                place = close + 1
            case JSONByte.openObject, JSONByte.openArray:
                if depth == 1, let known = name {
                    open = Member(name: known, kind: byte == JSONByte.openObject ? .object : .array, range: place..<place)
                    members.append(Member(name: known, kind: byte == JSONByte.openObject ? .object : .array, range: place..<end))
                    name = nil
                }
                depth += 1
                place += 1
            case JSONByte.closeObject, JSONByte.closeArray:
                depth -= 1
                place += 1
                if depth == 0 { return isWhole = true }
                if depth == 1, let known = open {
                    members[members.count - 1].range = known.range.lowerBound..<place
                    open = nil
                }
            case JSONByte.colon, 0x20, 0x09: place += 1
            case JSONByte.comma:
                if depth == 1 { name = nil }
                place += 1
            case JSONByte.newline, 0x0D: place = RecordMembers.afterLineEnd(in: bytes, at: place, before: end)
            default:
                let start = place
                while place < end, RecordMembers.isOfScalar(bytes[place]) { place += 1 }
                if place == end { return }
                if place == start { place += 1 }
                if depth == 1, let known = name {
                    members.append(Member(name: known, kind: .scalar, range: start..<place))
                    name = nil
                }
            }
        }
    }

    /// The place of the quote that ends a string; `isBroken`: that of the line end which is there before it.
    private func stringEnd(from start: Int, before end: Int) -> (place: Int, isBroken: Bool)? {
        var place = start
        while place < end {
            switch bytes[place] {
            case JSONByte.quote: return (place, false)
            case JSONByte.backslash: place += 2
            case JSONByte.newline: return (place, true)
            default: place += 1
            }
        }
        return nil
    }

    static func isOfScalar(_ byte: UInt8) -> Bool {
        switch byte {
        case JSONByte.comma, JSONByte.closeObject, JSONByte.closeArray, JSONByte.quote, JSONByte.colon, 0x00...0x20: false
        default: true
        }
    }

    /// Passes over a line end within a record, and over the name of the field if the record goes on in one more line of an event.
    private static func afterLineEnd(in bytes: UnsafeBufferPointer<UInt8>, at place: Int, before end: Int) -> Int {
        let next = place + 1
        guard next + 5 <= end, bytes[next] == UInt8(ascii: "d"), bytes[next..<next + 5].elementsEqual("data:".utf8) else { return next }
        return next + 5
    }
}

// What is asked
extension RecordMembers {
    subscript(name: TranscriptName) -> Member? { members.last { $0.name == name } }

    func has(_ name: TranscriptName) -> Bool { self[name] != nil }

    /// There, and not null.
    func hasValue(_ name: TranscriptName) -> Bool {
        guard let member = self[name] else { return false }
        return member.kind != .scalar || !bytes[member.range].elementsEqual("null".utf8)
    }

    func isTrue(_ name: TranscriptName) -> Bool {
        guard let member = self[name], member.kind == .scalar else { return false }
        return bytes[member.range].elementsEqual("true".utf8)
    }

    func isWord(_ name: TranscriptName) -> Bool { isTrue(name) || self[name].map { bytes[$0.range].elementsEqual("false".utf8) } == true }

    func number(_ name: TranscriptName) -> Int? {
        guard let member = self[name], member.kind == .scalar, member.range.count < 16 else { return nil }
        return Int(String(decoding: bytes[member.range], as: UTF8.self))
    }

    /// The bytes of a string as they are written.
    func string(_ name: TranscriptName) -> Slice<UnsafeBufferPointer<UInt8>>? {
        guard let member = self[name], member.kind == .string else { return nil }
        return bytes[member.range]
    }

    /// What a string says, or a number; of a long one the beginning.
    func text(_ name: TranscriptName, longest: Int = 300) -> String? {
        guard let member = self[name], member.kind == .string || member.kind == .scalar, hasValue(name) else { return nil }
        return RecordMembers.text(bytes[member.range].prefix(longest))
    }

    static func text(_ escaped: Slice<UnsafeBufferPointer<UInt8>>) -> String {
        String(decoding: JSONString.unescaped(Array(escaped)), as: UTF8.self)
    }

    /// Of the object, or of the first one in the array, that a member is.
    func members(of name: TranscriptName) -> RecordMembers? {
        guard let member = self[name], member.kind == .object || member.kind == .array else { return nil }
        return RecordMembers(in: bytes, at: member.range.lowerBound, before: member.range.upperBound)
    }

    /// Whether there is something at a path of names, arrays passed over.
    func has(path: [TranscriptName]) -> Bool {
        guard let name = path.first else { return true }
        if path.count == 1 { return has(name) }
        return members(of: name)?.has(path: Array(path.dropFirst())) ?? false
    }
}
