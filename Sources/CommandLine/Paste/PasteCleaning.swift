/// Takes off a paste what came along from where it was copied, and puts blanks in place of what only looks like one. What
/// was done, and what is easily overlooked, it notes.
///
/// Lines stay where they are, so that a mark under one is right.
struct PasteCleaning {
    private var scalars: [Unicode.Scalar]
    private(set) var notes: [String] = []
    /// What stood before the first command, for instance `$` or `PS C:\>`.
    private(set) var prompt = ""

    init(_ text: String) {
        scalars = Array(text.unicodeScalars)
    }

    /// Throws `CommandLineError` for what cannot be meant and would not be seen.
    mutating func cleaned() throws -> [UInt8] {
        if scalars.first == Self.byteOrderMark { scalars.removeFirst() }
        takeOutFences()
        try replaceLookalikes()
        takeOutPrompts()
        return bytes
    }

    private var bytes: [UInt8] {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return Array(String(view).utf8)
    }

    private static let byteOrderMark: Unicode.Scalar = "\u{FEFF}"

    // MARK: fences

    /// Markdown: of a text with lines of ``` or ~~~ only what stands between them, of `…` the inside. A fence after the
    /// command began is part of it, but for one that ends the text.
    private mutating func takeOutFences() {
        let lines = scalars.split(separator: "\n", omittingEmptySubsequences: false)
        guard let first = lines.firstIndex(where: Self.isFence) else { return takeOutBackticks() }
        var kept = lines.map { Array($0) }
        if lines[..<first].contains(where: { Self.start(of: "curl", in: $0) != nil }) {
            guard let last = lines.lastIndex(where: { !$0.allSatisfy(\.properties.isWhitespace) }), last == first,
                !(quotedPlaces().dropLast(lines[first...].reduce(0) { $0 + $1.count + 1 } - 1).last ?? false)
            else { return }
            kept[first] = []
        } else {
            var isInside = false
            for (index, line) in lines.enumerated() {
                let content = Self.fencedContent(line)
                if Self.isFence(line), content == nil { isInside.toggle() }
                kept[index] = content ?? (isInside && !Self.isFence(line) ? kept[index] : [])
            }
        }
        scalars = Array(kept.joined(separator: ["\n"]))
        notes.append("only what stands between the ``` was read")
    }

    private static func isFence(_ line: ArraySlice<Unicode.Scalar>) -> Bool {
        let start = line.drop { $0 == ">" || $0.properties.isWhitespace }
        return start.starts(with: "```".unicodeScalars) || start.starts(with: "~~~".unicodeScalars)
    }

    /// Of ```…``` on one line what stands between.
    private static func fencedContent(_ line: ArraySlice<Unicode.Scalar>) -> [Unicode.Scalar]? {
        guard isFence(line) else { return nil }
        let start = line.drop { $0 == ">" || $0.properties.isWhitespace }
        let end = start.lastIndex { !$0.properties.isWhitespace }.map { $0 + 1 } ?? start.endIndex
        guard end - start.startIndex > 6, start[..<end].suffix(3).elementsEqual(start.prefix(3)) else { return nil }
        return Array(start[..<end].dropFirst(3).dropLast(3))
    }

    /// Around all of it.
    private mutating func takeOutBackticks() {
        let text = scalars.drop { $0.properties.isWhitespace }
        guard let end = text.lastIndex(where: { !$0.properties.isWhitespace }), end > text.startIndex, text.first == "`",
            scalars[end] == "`"
        else { return }
        scalars[text.startIndex] = " "
        scalars[end] = " "
    }

    // MARK: lookalikes

    /// Blanks that are none, dashes and quotes that a word processor has made, and what cannot be seen at all. Inside of
    /// quotes they may be meant; there they stay, and are named.
    private mutating func replaceLookalikes() throws {
        let isQuoted = quotedPlaces()
        let blanks = scalars.indices.filter { Self.isOtherBlank(scalars[$0]) }
        if blanks.contains(where: { !isQuoted[$0] }) {
            // Whoever made these of the blanks between the words made them of those in quotes too.
            for index in blanks { scalars[index] = " " }
            notes.append("no-break spaces were read as blanks")
        } else if !blanks.isEmpty {
            notes.append("a no-break space stands in quotes and is sent as it is")
        }
        var hidden = 0
        for (index, scalar) in scalars.enumerated() where !scalar.isASCII {
            if isQuoted[index] {
                if Self.isInvisible(scalar) { note(invisible: scalar) }
                continue
            }
            let isWordStart = index == 0 || scalars[index - 1].properties.isWhitespace
            if isWordStart, Self.quotes.contains(scalar) {
                throw problem("\(scalar) is a typographic quote and quotes nothing: put \" or '", at: index)
            }
            if isWordStart, Self.dashes.contains(scalar) {
                throw problem("\(scalar) is a dash that no option begins with: put - or --", at: index)
            }
            if Self.isInvisible(scalar) { hidden += 1 }
        }
        if hidden > 0 {
            scalars = zip(scalars, isQuoted).filter { !Self.isInvisible($0) || $1 }.map(\.0)
            notes.append("\(hidden) invisible character\(hidden == 1 ? " was" : "s were") left out")
        }
    }

    private mutating func note(invisible scalar: Unicode.Scalar) {
        let note = "an invisible character, U+\(String(scalar.value, radix: 16, uppercase: true)), stands in quotes and is sent as it is"
        if !notes.contains(note) { notes.append(note) }
    }

    /// For each character whether it stands in quotes, as far as all shells agree.
    private func quotedPlaces() -> [Bool] {
        var quote: Unicode.Scalar?
        var isEscaped = false
        return scalars.map { scalar in
            defer { isEscaped = scalar == "\\" && !isEscaped && quote != "'" }
            if isEscaped { return quote != nil }
            if scalar == quote {
                quote = nil
            } else if quote == nil, scalar == "'" || scalar == "\"" {
                quote = scalar
            }
            return quote != nil
        }
    }

    private static let quotes: Set<Unicode.Scalar> = [
        "\u{2018}", "\u{2019}", "\u{201A}", "\u{201C}", "\u{201D}", "\u{201E}", "\u{AB}", "\u{BB}",
    ]
    private static let dashes: Set<Unicode.Scalar> = ["\u{2010}", "\u{2011}", "\u{2012}", "\u{2013}", "\u{2014}", "\u{2015}", "\u{2212}"]

    private static func isOtherBlank(_ scalar: Unicode.Scalar) -> Bool {
        !scalar.isASCII && scalar.properties.generalCategory == .spaceSeparator
    }

    private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        // Joiners and soft hyphens belong to words; these to no word.
        case 0x200B, 0x200E...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF, 0xE0000...0xE007F: true
        default: false
        }
    }

    private func problem(_ text: String, at index: Int) -> CommandLineError {
        var before = String.UnicodeScalarView()
        before.append(contentsOf: scalars[..<index])
        return pasteError(text, at: String(before).utf8.count, in: bytes)
    }

    // MARK: prompts

    /// The prompts of a terminal are often copied along: `$ `, `user@host:~$ `, `C:\>`, and `> ` on the lines that go on.
    private mutating func takeOutPrompts() {
        let isQuoted = quotedPlaces()
        var start = scalars.startIndex
        var goesOn = false
        while start < scalars.endIndex {
            let end = scalars[start...].firstIndex(of: "\n") ?? scalars.endIndex
            let line = scalars[start..<end]
            if start == 0 || !isQuoted[start - 1], let length = promptLength(line, goesOn) {
                if prompt.isEmpty { prompt = String(String.UnicodeScalarView(line.prefix(length))).trimmed }
                for index in start..<(start + length) { scalars[index] = " " }
            }
            goesOn = ["\\", "^", "`"].contains(line.last { $0 != "\r" })
            start = end + 1
        }
    }

    private func promptLength(_ line: ArraySlice<Unicode.Scalar>, _ goesOn: Bool) -> Int? {
        let blanks = line.prefix { $0 == " " || $0 == "\t" }.count
        let text = line.dropFirst(blanks)
        if goesOn {
            return !prompt.isEmpty && text.starts(with: "> ".unicodeScalars) ? blanks + 2 : nil
        }
        if text.starts(with: "$ ".unicodeScalars) || text.starts(with: "% ".unicodeScalars) { return blanks + 2 }
        // Anything else only right before the program's name.
        guard let name = programStart(text), name > text.startIndex else { return nil }
        let before = text[..<name]
        guard before.count < 100, !before.contains(where: { "'\"=|;&".unicodeScalars.contains($0) }),
            let last = before.last(where: { $0 != " " }),
            "$#%>\u{276F}\u{279C}\u{BB}\u{3BB}".unicodeScalars.contains(last), before.last == " " || last == ">",
            // Alone it begins a comment.
            !before.elementsEqual("# ".unicodeScalars)
        else { return nil }
        return line.distance(from: line.startIndex, to: name)
    }

    private func programStart(_ text: ArraySlice<Unicode.Scalar>) -> Int? {
        Self.start(of: "curl.exe", in: text) ?? Self.start(of: "curl", in: text)
    }

    /// Where `name` stands for the first time as a word of its own, directly after a prompt's `>` or not.
    private static func start(of name: String, in text: ArraySlice<Unicode.Scalar>) -> Int? {
        let name = Array(name.unicodeScalars)
        return text.indices.first { place in
            guard text[place] == name[0], text[place...].starts(with: name) else { return false }
            let isStart = place == text.startIndex || text[place - 1].properties.isWhitespace || text[place - 1] == ">"
            let end = place + name.count
            return isStart && (end == text.endIndex || text[end].properties.isWhitespace)
        }
    }
}

extension String {
    fileprivate var trimmed: String {
        var text = Substring(self)
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
