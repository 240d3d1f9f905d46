/// What stands in one column, or in two for a wide character; the column after a wide one holds `.continuation`.
package struct Cell: Sendable, Hashable {
    /// The most combining marks a cell can carry: ncurses takes five characters a cell.
    package static let maximumMarks = 4

    /// The base character; printable always, for nothing else ever enters a cell.
    package var scalar: Unicode.Scalar
    /// Combining marks over the base, in order; 0 is none.
    package var marks: (UInt32, UInt32, UInt32, UInt32) = (0, 0, 0, 0)
    package var role: Role
    /// What the text asks for itself.
    package var look = OwnLook.none
    /// Columns: 1 or 2; 0 only for `continuation`.
    package var width: UInt8

    package init(_ scalar: Unicode.Scalar, role: Role = .text, width: UInt8 = 1, look: OwnLook = .none) {
        self.scalar = scalar
        self.role = role
        self.width = width
        self.look = look
    }

    package static func blank(_ role: Role = .text) -> Cell {
        Cell(" ", role: role)
    }

    /// The second column of a wide character.
    package static func continuation(_ role: Role = .text) -> Cell {
        Cell(" ", role: role, width: 0)
    }

    /// Puts a combining mark on top of those there are; false if the cell holds no more.
    package mutating func add(mark: Unicode.Scalar) -> Bool {
        if marks.0 == 0 {
            marks.0 = mark.value
        } else if marks.1 == 0 {
            marks.1 = mark.value
        } else if marks.2 == 0 {
            marks.2 = mark.value
        } else if marks.3 == 0 {
            marks.3 = mark.value
        } else {
            return false
        }
        return true
    }

    /// The character with its marks, as text; nothing for a continuation.
    package func write(to text: inout String) {
        guard width > 0 else { return }
        text.unicodeScalars.append(scalar)
        for mark in [marks.0, marks.1, marks.2, marks.3] where mark != 0 {
            if let mark = Unicode.Scalar(mark) { text.unicodeScalars.append(mark) }
        }
    }

    /// As UTF-8.
    package func write(to utf8: inout [UInt8]) {
        guard width > 0 else { return }
        if scalar.isASCII {
            utf8.append(UInt8(truncatingIfNeeded: scalar.value))
        } else {
            utf8 += UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter
        }
        writeMarks(from: 0, to: &utf8)
    }

    /// The marks from the one with index `first` on, as UTF-8.
    package func writeMarks(from first: Int, to utf8: inout [UInt8]) {
        if marks.0 == 0 { return }
        for mark in [marks.0, marks.1, marks.2, marks.3].dropFirst(first) where mark != 0 {
            if let bytes = Unicode.Scalar(mark).flatMap(UTF8.encode) { utf8 += bytes }
        }
    }

    package static func == (left: Cell, right: Cell) -> Bool {
        left.scalar == right.scalar && left.role == right.role && left.width == right.width && left.look == right.look
            && left.marks == right.marks
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(scalar)
        hasher.combine(role)
        hasher.combine(marks.0)
    }
}
