internal import Bytes

/// The format of `-w`: text with `%{variable}`, `%header{name}`, `%output{file}`, `%time{format}`, `%%`, `\n`, `\r` and
/// `\t` (curl(1), --write-out).
package struct WriteOut {
    /// Where text goes.
    package enum Stream: Sendable, Equatable {
        case output, errors
        /// Begun anew, unless it `appends`. If it cannot be opened, the text goes on where it went.
        case file(path: String, appends: Bool)
    }

    package enum Step: Sendable, Equatable {
        case turn(to: Stream)
        case print([UInt8])
        /// What curl says of an unknown variable, on standard error.
        case complain([UInt8])
    }

    private let format: [UInt8]

    package init(_ format: [UInt8]) {
        self.format = format
    }

    /// What is to be done, in order; it begins on standard output.
    package func steps(_ subject: WriteOutSubject) -> [Step] {
        var steps: [Step] = []
        func print(_ bytes: some Sequence<UInt8>) {
            if case .print(let before)? = steps.last {
                steps[steps.count - 1] = .print(before + bytes)
            } else if case let bytes = Array(bytes), !bytes.isEmpty {
                steps.append(.print(bytes))
            }
        }
        var rest = format[...]
        while let byte = rest.popFirst() {
            switch (byte, rest.first) {
            case (UInt8(ascii: "%"), UInt8(ascii: "%")):
                rest.removeFirst()
                print([byte])
            case (UInt8(ascii: "%"), UInt8(ascii: "{")):
                guard let name = WriteOut.braced(&rest) else {
                    // No end: curl leaves it as it is.
                    print([byte, rest.removeFirst()])
                    continue
                }
                switch name {
                case "stdout": steps.append(.turn(to: .output))
                case "stderr": steps.append(.turn(to: .errors))
                case "onerror": if subject.exitStatus == 0 { return steps }
                case "json": print(subject.json.utf8)
                case "header_json": print(subject.headerJSON.utf8)
                default:
                    if let variable = WriteOutVariable.named(name) {
                        print(variable.value(subject).text)
                    } else {
                        steps.append(.complain(Array("curlew: unknown --write-out variable: '\(name)'\n".utf8)))
                    }
                }
            case (UInt8(ascii: "%"), let next?):
                if let argument = WriteOut.argument(of: "header", &rest, mayHaveBraces: true) {
                    print(subject.header(argument))
                } else if let argument = WriteOut.argument(of: "time", &rest) {
                    print(UTCText(of: subject.time, format: argument).bytes)
                } else if let argument = WriteOut.argument(of: "output", &rest) {
                    let appends = argument.starts(with: ">>".utf8)
                    let path = String(decoding: argument.dropFirst(appends ? 2 : 0), as: UTF8.self)
                    steps.append(.turn(to: .file(path: path, appends: appends)))
                } else {
                    rest.removeFirst()
                    print([byte, next])
                }
            case (UInt8(ascii: "\\"), let next?):
                rest.removeFirst()
                print(escaped(next) ?? [byte, next])
            default:
                print([byte])
            }
        }
        return steps
    }

    /// Takes `name{argument}`; `nil` and nothing taken if it is not there. If it `mayHaveBraces`, one after a backslash is not
    /// the end.
    private static func argument(
        of name: String, _ rest: inout ArraySlice<UInt8>, mayHaveBraces: Bool = false
    ) -> ArraySlice<UInt8>? {
        guard rest.starts(with: name.utf8 + [UInt8(ascii: "{")]) else { return nil }
        let text = rest.dropFirst(name.utf8.count + 1)
        let end = text.indices.first { index in
            guard text[index] == UInt8(ascii: "}") else { return false }
            return !mayHaveBraces || index == text.startIndex || text[index - 1] != UInt8(ascii: "\\")
        }
        guard let end else { return nil }
        rest = rest[(end + 1)...]
        return text[..<end]
    }

    /// Takes `{name}`; `nil` and nothing taken if the brace is not closed.
    private static func braced(_ rest: inout ArraySlice<UInt8>) -> String? {
        guard let end = rest.firstIndex(of: UInt8(ascii: "}")) else { return nil }
        defer { rest = rest[(end + 1)...] }
        return String(decoding: rest[rest.startIndex..<end].dropFirst(), as: UTF8.self)
    }
}

/// What a letter after a backslash stands for.
private func escaped(_ letter: UInt8) -> [UInt8]? {
    let controls: [UInt8: UInt8] = [UInt8(ascii: "n"): 0x0A, UInt8(ascii: "r"): 0x0D, UInt8(ascii: "t"): 0x09]
    return controls[letter].map { [$0] }
}

extension WriteOutSubject {
    /// `%header{name}`: the last answer's; `%header{name:all:separator}`: all of that name in every answer.
    fileprivate func header(_ argument: ArraySlice<UInt8>) -> [UInt8] {
        let name = argument.prefix { $0 != UInt8(ascii: ":") }
        guard argument[name.endIndex...].starts(with: ":all:".utf8) else {
            return field(named: String(decoding: argument, as: UTF8.self)) ?? []
        }
        let separator = WriteOutSubject.separator(argument[(name.endIndex + ":all:".utf8.count)...])
        return Array(fieldsOfAll(named: String(decoding: name, as: UTF8.self)).joined(separator: separator))
    }

    private static func separator(_ text: ArraySlice<UInt8>) -> [UInt8] {
        var result: [UInt8] = [], rest = text
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "\\"), let next = rest.popFirst() {
                result += next == UInt8(ascii: "}") ? [next] : escaped(next) ?? [byte, next]
            } else {
                result.append(byte)
            }
        }
        return result
    }
}
