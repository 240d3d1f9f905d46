/// The format of `-w`: text with `%{variable}`, `%header{name}`, `%%`, `\n`, `\r` and `\t` (curl(1), --write-out).
package struct WriteOut {
    /// Where a piece of the text goes.
    package enum Stream: Sendable {
        case output, errors
    }

    private let format: [UInt8]

    package init(_ format: [UInt8]) {
        self.format = format
    }

    /// What is to be printed, in order; what curl says of unknown variables among it.
    package func pieces(_ subject: WriteOutSubject) -> [(stream: Stream, bytes: [UInt8])] {
        var pieces: [(stream: Stream, bytes: [UInt8])] = []
        var stream = Stream.output
        func print(_ bytes: [UInt8], on stream: Stream) {
            if pieces.last?.stream == stream {
                pieces[pieces.count - 1].bytes += bytes
            } else if !bytes.isEmpty {
                pieces.append((stream, bytes))
            }
        }
        var rest = format[...]
        while let byte = rest.popFirst() {
            switch (byte, rest.first) {
            case (UInt8(ascii: "%"), UInt8(ascii: "%")):
                rest.removeFirst()
                print([byte], on: stream)
            case (UInt8(ascii: "%"), UInt8(ascii: "{")):
                guard let name = WriteOut.braced(&rest) else {
                    // No end: curl leaves it as it is.
                    print([byte, rest.removeFirst()], on: stream)
                    continue
                }
                switch name {
                case "stdout": stream = .output
                case "stderr": stream = .errors
                case "onerror": if subject.exitStatus == 0 { return pieces }
                case "json": print(Array(subject.json.utf8), on: stream)
                case "header_json": print(Array(subject.headerJSON.utf8), on: stream)
                default:
                    if let variable = WriteOutVariable.named(name) {
                        print(variable.value(subject).text, on: stream)
                    } else {
                        print(Array("curlew: unknown --write-out variable: '\(name)'\n".utf8), on: .errors)
                    }
                }
            case (UInt8(ascii: "%"), _) where rest.starts(with: "header{".utf8):
                var afterWord = rest.dropFirst("header".utf8.count)
                guard let name = WriteOut.braced(&afterWord) else {
                    print([byte], on: stream)
                    continue
                }
                rest = afterWord
                print(subject.field(named: name) ?? [], on: stream)
            case (UInt8(ascii: "%"), let next?):
                rest.removeFirst()
                print([byte, next], on: stream)
            case (UInt8(ascii: "\\"), let next?):
                rest.removeFirst()
                let controls: [UInt8: UInt8] = [UInt8(ascii: "n"): 0x0A, UInt8(ascii: "r"): 0x0D, UInt8(ascii: "t"): 0x09]
                print(controls[next].map { [$0] } ?? [byte, next], on: stream)
            default:
                print([byte], on: stream)
            }
        }
        return pieces
    }

    /// Takes `{name}`; `nil` and nothing taken if the brace is not closed.
    private static func braced(_ rest: inout ArraySlice<UInt8>) -> String? {
        guard let end = rest.firstIndex(of: UInt8(ascii: "}")) else { return nil }
        defer { rest = rest[(end + 1)...] }
        return String(decoding: rest[rest.startIndex..<end].dropFirst(), as: UTF8.self)
    }
}
