internal import Bytes

/// Ways to put messages of known length one after the other in a body.
enum FrameKind: UInt8, Sendable {
    /// `application/vnd.amazon.eventstream`: prelude, headers, payload, two check sums.
    case aws
    /// The logs of a container, of Docker or Podman: which stream, three zeros, the length.
    case docker
    /// The Connect protocol's streams with JSON (`application/connect+json`): flags, the length.
    case connect
    /// gRPC and Connect with Protocol Buffers: flags, the length.
    case grpc

    /// The bytes of a head that tell how long the message is.
    var headLength: Int {
        switch self {
        case .aws: 12
        case .docker: 8
        case .connect, .grpc: 5
        }
    }

    enum Finding {
        case frames(FrameKind)
        case nothing
        /// The beginning is too short to tell.
        case undecided
    }

    /// As many bytes of the first payload tell.
    private static let usedPayload = 64
    /// In bytes: no log has such a line, and what begins otherwise hardly ever looks so.
    private static let longestLog = 1 << 24

    /// What a body that begins so is made of. What is told by a few bytes stays so, whatever follows.
    static func find(in bytes: UnsafeBufferPointer<UInt8>, isFinal: Bool) -> Finding {
        // Text begins otherwise.
        guard let first = bytes.first, first < 0x09 || first & 0xFE == 0x80 else { return .nothing }
        if bytes.count >= FrameKind.aws.headLength {
            if FrameHead.isPrelude(bytes, at: 0) { return .frames(.aws) }
        } else if !isFinal {
            return .undecided
        }
        if case .head(let head) = FrameHead.read(.docker, in: bytes, at: 0, isFinal: true), (1..<longestLog).contains(head.payload) {
            let told = min(head.payload, usedPayload)
            let seen = bytes[8...].prefix(told)
            if seen.allSatisfy(isOfText) { return seen.count == told || isFinal ? .frames(.docker) : .undecided }
        }
        if case .head(let head) = FrameHead.read(.connect, in: bytes, at: 0, isFinal: true), head.flags & ~2 == 0, head.payload >= 2,
            bytes.count > 6, bytes[5] == JSONByte.openObject
        {
            return .frames(.connect)
        }
        return .nothing
    }

    private static func isOfText(_ byte: UInt8) -> Bool { byte >= 0x20 || [0x08, 0x09, 0x0A, 0x0D, 0x1B].contains(byte) }
}

extension FrameKind.Finding: Equatable {}

extension FrameKind {
    /// Whether a body may be messages of gRPC that begins with those bytes. Nothing tells them but what they hold: one is there whole,
    /// and all that are hold fields and nothing else, or trailers.
    static func areMessages(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        let fields = ProtobufFields(bytes: bytes)
        var hasFields = false
        var place = 0
        while place < bytes.count {
            switch FrameHead.read(.grpc, in: bytes, at: place, isFinal: false) {
            case .broken: return false
            case .needsMore: return hasFields
            case .head(let head):
                let payload = place + head.length..<place + head.length + head.payload
                guard payload.upperBound <= bytes.count else { return hasFields }
                switch head.flags {
                case 0:
                    guard fields.fields(in: payload).isAll else { return false }
                    hasFields = hasFields || !payload.isEmpty
                case 0x80: if !fields.isText(payload) { return false }
                // Packed.
                default: break
                }
                place = payload.upperBound
            }
        }
        return hasFields
    }
}

/// What the head of a frame says.
struct FrameHead: Sendable {
    /// The bytes before the payload, of the payload, and after it.
    var length = 0
    var payload = 0
    var trailer = 0
    /// Which stream, or the flags.
    var flags: UInt8 = 0
    /// The place of the headers.
    var headers = 0..<0

    enum Finding {
        case head(FrameHead)
        case needsMore
        /// It is none; in words, what is wrong.
        case broken(String)
    }

    /// Longer ones are none: a client takes at most so much.
    static let longestPayload = 24 << 20
    /// A head is read whole; so much of one is more than anybody sends.
    static let longestHead = 8 << 10

    static func read(_ kind: FrameKind, in bytes: UnsafeBufferPointer<UInt8>, at place: Int, isFinal: Bool) -> Finding {
        guard bytes.count >= place + kind.headLength else { return isFinal ? .broken("the body ends in the head of a frame") : .needsMore }
        func number(_ offset: Int) -> Int { (0..<4).reduce(0) { $0 << 8 | Int(bytes[place + offset + $1]) } }
        var head = FrameHead()
        head.flags = bytes[place]
        switch kind {
        case .aws:
            let (total, headers) = (number(0), number(4))
            guard isPrelude(bytes, at: place) else { return .broken("the check sum of the prelude is wrong") }
            guard total >= 16 + headers, total <= longestPayload + headers + 16 else { return .broken("no such length: \(total)") }
            guard 12 + headers <= longestHead else { return .broken("headers of \(headers) bytes") }
            guard bytes.count >= place + 12 + headers else {
                return isFinal ? .broken("the body ends in the headers of a frame") : .needsMore
            }
            head.length = 12 + headers
            head.payload = total - headers - 16
            head.trailer = 4
            head.headers = place + 12..<place + 12 + headers
        case .docker:
            guard head.flags <= 2, number(0) & 0xFF_FFFF == 0 else { return .broken("no stream of that number") }
            head.length = 8
            head.payload = number(4)
        case .connect, .grpc:
            guard head.flags & 0x7C == 0 else { return .broken("unknown flags") }
            head.length = 5
            head.payload = number(1)
            guard head.payload <= longestPayload else { return .broken("no such length: \(head.payload)") }
        }
        return .head(head)
    }
}

extension FrameHead {
    /// Whether the twelve bytes there end in the check sum of those before.
    static func isPrelude(_ bytes: UnsafeBufferPointer<UInt8>, at place: Int) -> Bool {
        var sum = CRC32()
        sum.add(bytes[place..<place + 8])
        return bytes[place + 8..<place + 12].reduce(0) { $0 << 8 | UInt32($1) } == sum.value
    }
}

/// The headers of a frame of an AWS event stream, those that are strings.
struct FrameHeaders {
    private(set) var values: [(name: String, value: String)] = []
    /// All of them can be read.
    private(set) var isRight = true

    init(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
        var place = range.lowerBound
        while place < range.upperBound {
            guard let next = header(bytes, at: place, before: range.upperBound) else {
                isRight = false
                return
            }
            place = next
        }
    }

    private mutating func header(_ bytes: UnsafeBufferPointer<UInt8>, at place: Int, before end: Int) -> Int? {
        let name = place + 1..<place + 1 + Int(bytes[place])
        guard name.upperBound < end else { return nil }
        let start = name.upperBound + 1
        // By type: true, false, 1, 2, 4, 8 bytes; bytes and a string with their length; a time, a UUID.
        let lengths = [0, 0, 1, 2, 4, 8, -1, -1, 8, 16]
        let type = Int(bytes[name.upperBound])
        guard lengths.indices.contains(type) else { return nil }
        if lengths[type] >= 0 { return start + lengths[type] <= end ? start + lengths[type] : nil }
        guard start + 2 <= end else { return nil }
        let value = start + 2..<start + 2 + Int(bytes[start]) << 8 + Int(bytes[start + 1])
        guard value.upperBound <= end else { return nil }
        if type == 7 { values.append((String(decoding: bytes[name], as: UTF8.self), String(decoding: bytes[value], as: UTF8.self))) }
        return value.upperBound
    }

    subscript(name: String) -> String? { values.first { $0.name == name }?.value }
}
