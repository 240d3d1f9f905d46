/// What servers put before a JSON text so that no page can run it as a program, or so that one can: it is no JSON, and the text
/// after it is.
enum JSONPrefix {
    enum Finding: Equatable {
        case none
        /// So many bytes.
        case prefix(Int)
        /// The same, with the beginning of a call: `)` follows the text.
        case call(Int)
        /// It could still become one.
        case undecided
    }

    /// As many bytes decide in every case.
    static let longest = 512

    private static let guards: [[UInt8]] =
        [")]}',", ")]}'", ")]}", "while(1);", "while (1);", "for(;;);", "for (;;);", "{}&&", "{} &&", "&&&START&&&"].map { Array($0.utf8) }
    private static let longestName = 128
    private static let name = Set("$_.".utf8).union(UInt8(ascii: "a")...UInt8(ascii: "z")).union(UInt8(ascii: "A")...UInt8(ascii: "Z"))
        .union(UInt8(ascii: "0")...UInt8(ascii: "9"))

    /// What `text`, the beginning of a body, begins with. `isFinal`: nothing follows, or not soon.
    static func find(in text: UnsafeBufferPointer<UInt8>, isFinal: Bool) -> Finding {
        var place = 0
        while place < min(text.count, longest / 4), isSpace(text[place]) { place += 1 }
        if place == text.count { return isFinal ? .none : .undecided }
        // The longest first: a shorter one would leave the rest of it.
        for prefix in guards {
            switch begins(text, at: place, with: prefix) {
            case true?: return .prefix(place + prefix.count)
            case nil where !isFinal: return .undecided
            default: break
            }
        }
        return call(in: text, at: place, isFinal: isFinal) ?? .none
    }

    /// How long the byte order mark is at the beginning of a body: no part of its text. nil if that cannot be told yet.
    static func mark(in text: UnsafeBufferPointer<UInt8>, isFinal: Bool) -> Int? {
        switch begins(text, at: 0, with: UTF8Decoding.mark) {
        case true?: UTF8Decoding.mark.count
        case nil where !isFinal && !text.isEmpty: nil
        default: 0
        }
    }

    /// `name(`, perhaps after an empty comment.
    private static func call(in text: UnsafeBufferPointer<UInt8>, at start: Int, isFinal: Bool) -> Finding? {
        var place = start
        switch begins(text, at: place, with: Array("/**/".utf8)) {
        case true?: place += 4
        case nil where !isFinal: return .undecided
        default: break
        }
        let begun = place
        while place < text.count, place - begun < longestName, name.contains(text[place]) { place += 1 }
        if place == text.count { return isFinal ? nil : .undecided }
        return place > begun && text[place] == UInt8(ascii: "(") ? .call(place + 1) : nil
    }

    /// nil if the text ends too early to tell.
    private static func begins(_ text: UnsafeBufferPointer<UInt8>, at place: Int, with prefix: [UInt8]) -> Bool? {
        let part = text[place...].prefix(prefix.count)
        return part.elementsEqual(prefix.prefix(part.count)) ? (part.count == prefix.count ? true : nil) : false
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }
}
