/// Keys typed one after the other that mean something together: `gg`, `ZZ`; most often one alone.
package struct KeySequence: Sendable, Hashable {
    package let keys: [Key]

    package init(_ keys: [Key]) {
        self.keys = keys
    }

    /// As people write it: `gg`, `^X^V`, `ESC-u`, `PgDn`; names within a longer one stand in brackets (`<Space>a`).
    package var name: String {
        if keys.count == 1 { return keys[0].name }
        return keys.map { Key(named: $0.name, isPart: true) == nil ? "<\($0.name)>" : $0.name }.joined()
    }

    /// Reads what `name` writes; `nil` if it is none.
    package init?(_ name: String) {
        if let key = Key(named: name) {
            keys = [key]
            return
        }
        var keys: [Key] = []
        var rest = name[...]
        while let first = rest.first {
            var length = first == "^" && rest.count > 1 ? 2 : 1
            if rest.hasPrefix("ESC-") { length = rest.dropFirst(4).first == "^" ? 6 : 5 }
            var part = String(rest.prefix(length))
            if first == "<", let end = rest.firstIndex(of: ">"), let key = Key(named: String(rest[..<end].dropFirst())) {
                length = rest.distance(from: rest.startIndex, to: end) + 1
                part = key.name
            }
            guard let key = Key(named: part) else { return nil }
            keys.append(key)
            rest = rest.dropFirst(length)
        }
        if keys.isEmpty { return nil }
        self.keys = keys
    }
}

extension Key {
    private static let named: [String: Key] = {
        let keys: [Key] = [
            .character(" "), .escape, .enter, .tab, .backTab, .backspace, .delete, .insert, .up, .down, .left, .right, .home, .end,
            .pageUp, .pageDown, .controlLeft, .controlRight,
        ]
        return Dictionary(uniqueKeysWithValues: (keys + (1...12).map(Key.function)).map { ($0.name.lowercased(), $0) })
    }()

    /// The key of that name. `isPart`: it is written without brackets within a longer sequence.
    fileprivate init?(named name: String, isPart: Bool = false) {
        if !isPart, let key = Key.named[name.lowercased()] {
            self = key
            return
        }
        var rest = name[...]
        let isMeta = rest.hasPrefix("ESC-") && rest.count > 4
        if isMeta { rest = rest.dropFirst(4) }
        let isControl = rest.first == "^" && rest.count == 2
        if isControl { rest = rest.dropFirst() }
        let scalars = rest.unicodeScalars
        if isMeta, !isControl, rest.lowercased() == "space" {
            self = .meta(" ")
            return
        }
        guard scalars.count == 1, let scalar = scalars.first, scalar.value > 0x20 else { return nil }
        switch (isMeta, isControl) {
        case (false, false): self = .character(scalar)
        case (true, false): self = .meta(scalar)
        case (false, true), (true, true):
            guard let upper = scalar.properties.uppercaseMapping.unicodeScalars.first, (0x40...0x5F).contains(upper.value) else {
                return nil
            }
            self = isMeta ? .metaControl(upper) : Key.control(typed: upper)
        }
    }

    /// What the terminal sends for some of them is a key with a name.
    private static func control(typed letter: Unicode.Scalar) -> Key {
        switch letter {
        case "I": .tab
        case "J", "M": .enter
        case "H": .backspace
        case "[": .escape
        default: .control(letter)
        }
    }
}
