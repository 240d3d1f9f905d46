internal import Bytes
internal import Plan

/// One line of a config file (`.curlrc`, `-K`) that says something.
///
/// The grammar is that of curl(1), --config: an option with or without its dashes, then its value
/// after blanks, or after `=` or `:` if there are no dashes; `"…"` with backslashes around a
/// value with blanks; `#` starts a comment line. A setting of the viewer takes the rest of the line as it is.
struct ConfigLine: Equatable {
    /// Counted from 1.
    var number: Int
    /// As written, with its dashes if it has any.
    var option: String
    var value: String?
    /// All that follows the option, without blanks around.
    var rest = ""
    /// More stands after a value without quotes, and is not read.
    var hasTrailingText = false
    /// The value begins with a quote, and the line ends before another.
    var hasOpenQuote = false

    static func lines(of bytes: [UInt8]) -> [ConfigLine] {
        bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated()
            .compactMap { ConfigLine(number: $0.offset + 1, text: $0.element) }
    }

    /// The value of a setting of the viewer as it stands on the line; alone the setting is switched on. Nil if it is in quotes, or the
    /// line is about something else.
    var bareSetting: String? {
        guard rest.utf8.first != UInt8(ascii: "\""), ViewerSetting.named(String(option.trimmingPrefix { $0 == "-" })) != nil else {
            return nil
        }
        return rest.isEmpty ? "on" : rest
    }

    init(number: Int, option: String, value: String?, rest: String = "", hasTrailingText: Bool = false) {
        self.number = number
        self.option = option
        self.value = value
        self.rest = rest
        self.hasTrailingText = hasTrailingText
    }

    private init?(number: Int, text: ArraySlice<UInt8>) {
        var rest = text.drop(while: \.isSpace)
        guard let first = rest.first, !"#/*".utf8.contains(first) else { return nil }
        let hasDash = first == UInt8(ascii: "-")
        let isSeparator = { (byte: UInt8) in !hasDash && (byte == UInt8(ascii: "=") || byte == UInt8(ascii: ":")) }
        let word = rest.prefix { !$0.isSpace && !isSeparator($0) }
        rest = rest[word.endIndex...].drop { $0.isSpace || isSeparator($0) }
        self.init(number: number, option: String(decoding: word, as: UTF8.self), value: nil)
        self.rest = String(decoding: rest.reversed().drop(while: \.isSpace).reversed(), as: UTF8.self)
        if rest.first == UInt8(ascii: "\"") {
            (value, hasOpenQuote) = ConfigLine.unquoted(rest.dropFirst())
        } else if !rest.isEmpty {
            let word = rest.prefix { !$0.isSpace }
            value = String(decoding: word, as: UTF8.self)
            let after = rest[word.endIndex...].drop(while: \.isSpace)
            hasTrailingText = !after.isEmpty && after.first != UInt8(ascii: "#")
        }
    }

    /// Up to the next quote; a backslash takes the byte after it as it is, or as the control it names.
    private static func unquoted(_ text: ArraySlice<UInt8>) -> (String, isOpen: Bool) {
        let controls: [UInt8: UInt8] = [
            UInt8(ascii: "t"): 0x09, UInt8(ascii: "n"): 0x0A, UInt8(ascii: "r"): 0x0D, UInt8(ascii: "v"): 0x0B,
        ]
        var value: [UInt8] = []
        var rest = text
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "\"") { return (String(decoding: value, as: UTF8.self), false) }
            if byte != UInt8(ascii: "\\") {
                value.append(byte)
            } else if let escaped = rest.popFirst() {
                value.append(controls[escaped] ?? escaped)
            }
        }
        return (String(decoding: value, as: UTF8.self), true)
    }
}

/// Where config files are looked for.
enum ConfigPlaces {
    /// curl's own: the first of these that is there is read, and no other (curl(1), --config).
    static func curl(_ environment: [String: String]) -> [String] {
        var places: [String] = []
        func add(_ variable: String, _ name: String) {
            if let directory = environment[variable], !directory.isEmpty { places.append("\(directory)/\(name)") }
        }
        add("CURL_HOME", ".curlrc")
        add("XDG_CONFIG_HOME", "curlrc")
        // As curl before 8.0 has it.
        add("XDG_CONFIG_HOME", ".curlrc")
        add("HOME", ".curlrc")
        add("CURL_HOME", ".config/curlrc")
        add("HOME", ".config/curlrc")
        return places
    }

    /// curlew's own, read after curl's, in the same grammar.
    static func curlew(_ environment: [String: String]) -> [String] {
        if let directory = environment["XDG_CONFIG_HOME"], !directory.isEmpty { return ["\(directory)/curlew/config"] }
        return environment["HOME"].map { ["\($0)/.config/curlew/config"] } ?? []
    }
}
