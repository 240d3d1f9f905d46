import Bytes

extension FuzzTarget {
    /// A secret at a place for one, and anything around it: it does not come out, and what is masked stays as it is.
    static let secrets = FuzzTarget("secrets") { input in
        var choices = Choices(input)
        let place = choices.next(below: places.count)
        let halves = choices.rest.split(separator: 0x7C, maxSplits: 1, omittingEmptySubsequences: false).map(Array.init)
        let (before, after) = (halves[0], halves.count > 1 ? halves[1] : [])
        let masked = places[place](before, after)
        try require(masked.firstRange(of: secret) == nil, "the secret is told: \(String(decoding: masked, as: UTF8.self))")
        let again = [Secrets.masked(fields:), Secrets.masked(url:), Secrets.masked(body:)].map { $0($0(choices.rest.map { $0 })) }
        let once = [Secrets.masked(fields:), Secrets.masked(url:), Secrets.masked(body:)].map { $0(choices.rest.map { $0 }) }
        try require(again == once, "what is masked changes when it is masked again")
    }
}

private let secret = Array("Qx9secretxQ".utf8)

/// Where a secret can be, made of what stands before and after it, and masked.
private let places: [@Sendable ([UInt8], [UInt8]) -> [UInt8]] = [
    { before, after in Secrets.masked(fields: before + Array("\r\nAuthorization: ".utf8) + secret + after) },
    { before, after in Secrets.masked(fields: before + Array("\nX-Api-Key:\tx\r\n ".utf8) + secret + [0x0D, 0x0A] + after) },
    { before, after in Secrets.masked(fields: before.line + Array("Cookie : a=".utf8) + secret + Array("\n".utf8) + after) },
    { before, after in Secrets.masked(url: Array("http://".utf8) + before.without("/?#") + secret + [0x40] + after) },
    { before, after in Secrets.masked(url: Array("//".utf8) + secret + before.without("/?#") + [0x40] + after) },
    { before, after in Secrets.masked(url: before.without("?#") + Array("?access_token=".utf8) + secret + Array("&".utf8) + after) },
    { before, after in Secrets.masked(body: Array("a=".utf8) + before.without("{[") + Array("&password=".utf8) + secret + after.line) },
    { before, after in
        Secrets.masked(body: Array("{\"a\":\"".utf8) + before.without("\"\\") + Array("\",\"apiKey\" : \"".utf8) + secret + after)
    },
]

extension [UInt8] {
    fileprivate func without(_ bytes: String) -> [UInt8] { filter { !bytes.utf8.contains($0) } }
    fileprivate var line: [UInt8] { filter { $0 != 0x0A } + (isEmpty ? [] : [0x0A]) }
}
