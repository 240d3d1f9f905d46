/// A piece of a line of JSON.
struct JSONToken: Sendable, Equatable {
    enum Kind: Sendable {
        /// A bracket, a comma or a colon.
        case punctuation
        /// With its quotes, as far as they are in the piece.
        case string, key
        /// A number, a word, or what should be one; as a value and in the place of a key.
        case scalar, scalarKey
        case comment
        /// What stands around a text to keep it from being run as a program: `)]}',`, `callback(`, a byte order mark.
        case wrapping
        /// RS before a text of a sequence (RFC 7464).
        case separator
        /// Bytes that are no JSON any more.
        case raw
        /// What was expected at that place, and is not there; no bytes of its own.
        case fault(JSONFault)
    }

    var kind: Kind
    /// Counted in bytes from the start of the text that was scanned.
    var range: Range<Int>
    /// It began before that text.
    var isContinued = false
    /// It goes on after that text, as far as one knows.
    var isOpen = false
    /// A number or a word that is all of a text of a sequence, and no blank has come after it: it may have been cut off (RFC 7464,
    /// section 2.4).
    var lacksEnd = false
}

extension JSONToken.Kind: Equatable {}

/// What breaks the structure of a JSON text, by what would have been right.
enum JSONFault: Sendable, Equatable {
    case expected(JSONExpectation, inObject: Bool, isOutside: Bool)
    case stringEnd
    /// The next text of a sequence begins before this one has ended.
    case textEnd
}

extension JSONFault: CustomStringConvertible {
    /// `expected , or ]`
    var description: String {
        switch self {
        case .stringEnd: "expected \""
        case .textEnd: "expected the end of the record before"
        case .expected(.record, _, _), .expected(.element, _, _), .expected(.value, _, _): "expected a value"
        case .expected(.elementOrEnd, _, _): "expected a value or ]"
        case .expected(.keyOrEnd, _, _): "expected a key or }"
        case .expected(.key, _, _): "expected a key"
        case .expected(.colon, _, _): "expected :"
        case .expected(.comma, let inObject, let isOutside):
            isOutside ? "expected the end" : inObject ? "expected , or }" : "expected , or ]"
        }
    }
}

/// What a JSON text goes on with.
enum JSONExpectation: UInt8, Sendable {
    /// A value that no container holds.
    case record
    /// After `[`, after `{`.
    case elementOrEnd, keyOrEnd
    /// After a comma.
    case element, key
    case colon
    /// After a colon.
    case value
    /// After a value: a comma or the end of the container; outside of all containers, the next record.
    case comma
}

/// Takes the tokens of a text as they are found.
protocol JSONTokenOutput {
    mutating func add(_ token: @autoclosure () -> JSONToken)
}

/// Keeps nothing, when only the lines are looked for.
struct NoTokens: JSONTokenOutput {
    mutating func add(_ token: @autoclosure () -> JSONToken) {}
}

struct CollectedTokens: JSONTokenOutput {
    private(set) var tokens: [JSONToken] = []

    init() {
        // A line has few.
        tokens.reserveCapacity(8)
    }

    mutating func add(_ token: @autoclosure () -> JSONToken) { tokens.append(token()) }
}
