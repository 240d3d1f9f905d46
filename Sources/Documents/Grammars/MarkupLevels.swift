internal import Bytes

/// The name of an element, as a number: whole names, of any length, are kept nowhere.
struct MarkupName: Sendable, Equatable {
    /// As it is written, and in small letters, which is what counts in HTML.
    private(set) var exact: UInt32 = 2_166_136_261
    private(set) var folded: UInt32 = 2_166_136_261

    init() {}

    init(_ name: some Sequence<UInt8>) {
        for byte in name { append(byte) }
    }

    /// FNV-1a.
    mutating func append(_ byte: UInt8) {
        exact = (exact ^ UInt32(byte)) &* 16_777_619
        folded = (folded ^ UInt32(byte.lowercased)) &* 16_777_619
    }

    static func begins(with byte: UInt8) -> Bool { byte.isLetter || byte >= 0x80 || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ":") }

    static func goesOn(with byte: UInt8) -> Bool {
        !byte.isSpace && byte != UInt8(ascii: ">") && byte != UInt8(ascii: "/") && byte != UInt8(ascii: "<")
    }

    private static func set(_ names: String) -> Set<UInt32> { Set(names.split(separator: " ").map { MarkupName($0.utf8).folded }) }

    private static let void = set("area base br col embed hr img input link meta param source track wbr")
    private static let verbatim = set("script style textarea title pre noscript iframe xmp")
    private static let block = set(
        """
        address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 \
        head header hgroup hr html legend li link main menu meta nav ol optgroup option p pre script section select style summary table \
        tbody td tfoot th thead title tr ul
        """)
    private static let ofHTML = set("html head body title meta script link style div p ul ol h1 h2 h3")
    /// Each of a group ends an open one of the same group.
    private static let groups = ["li", "dt dd", "td th", "tr", "thead tbody tfoot", "option", "p"].map(set)

    var isVoid: Bool { MarkupName.void.contains(folded) }
    /// Its content is no markup.
    var isVerbatim: Bool { MarkupName.verbatim.contains(folded) && !MarkupName.set("pre noscript").contains(folded) }
    /// HTML sets it on lines of its own: white space around it means nothing.
    var isBlock: Bool { MarkupName.block.contains(folded) }
    /// A text that begins with it is HTML.
    var isOfHTML: Bool { MarkupName.ofHTML.contains(folded) }

    func endsOpen(_ other: UInt32) -> Bool { MarkupName.groups.contains { $0.contains(folded) && $0.contains(other) } }
}

/// The elements that are open at a place. Of the outermost ones it is known which they are, of all of them how many.
struct MarkupLevels: Sendable {
    private static let mostNamed = 64

    private struct Level: Sendable {
        var exact: UInt32
        var folded: UInt32
        var isMixed: Bool
    }

    private var named: [Level] = []
    /// Further in.
    private var unnamed = 0
    /// The depth from which on all is mixed, of those that are not named.
    private var mixedDepth: Int?
    /// Text stands beside all elements.
    private var isMixedOutside = false

    var depth: Int { named.count + unnamed }

    /// Text stands in the innermost element or in one around it.
    var isMixed: Bool {
        if let mixedDepth, depth >= mixedDepth { return true }
        return named.last?.isMixed ?? isMixedOutside
    }

    /// Text stands in the innermost element.
    mutating func mix() {
        if isMixed { return }
        if unnamed > 0 {
            mixedDepth = depth
        } else if named.isEmpty {
            isMixedOutside = true
        } else {
            named[named.count - 1].isMixed = true
        }
    }

    func isInnermost(_ name: MarkupName) -> Bool { unnamed == 0 && named.last?.folded == name.folded }

    /// How many elements are open around one with a tag that follows.
    func depth(of name: MarkupName, isEnd: Bool, isHTML: Bool) -> Int {
        if unnamed > 0 || !isHTML { return max(0, depth - (isEnd ? 1 : 0)) }
        if isEnd { return named.lastIndex { $0.folded == name.folded } ?? depth }
        return named.last.map { name.endsOpen($0.folded) } == true ? depth - 1 : depth
    }

    mutating func open(_ name: MarkupName, isHTML: Bool) {
        if isHTML, unnamed == 0, let last = named.last, name.endsOpen(last.folded) { named.removeLast() }
        // What HTML sets on lines of its own has nothing to do with text around it.
        let isMixed = isMixed && !(isHTML && name.isBlock)
        if named.count < MarkupLevels.mostNamed {
            named.append(Level(exact: name.exact, folded: name.folded, isMixed: isMixed))
        } else {
            unnamed += 1
        }
    }

    /// Whether the innermost element, if it is known, is one of that name.
    func canClose(_ name: MarkupName) -> Bool { unnamed > 0 || named.last?.exact == name.exact }

    /// In HTML what is open within it ends as well, and an end of nothing means nothing.
    mutating func close(_ name: MarkupName, isHTML: Bool) {
        if unnamed > 0 {
            unnamed -= 1
            if let mixed = mixedDepth, depth < mixed { mixedDepth = nil }
        } else if !isHTML {
            _ = named.popLast()
        } else if let index = named.lastIndex(where: { $0.folded == name.folded }) {
            named.removeSubrange(index...)
        }
    }
}
