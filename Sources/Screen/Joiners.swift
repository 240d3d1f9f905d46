/// Characters without a place of their own that a text needs nevertheless: the joiners that write Persian or Malayalam,
/// those between the emoji of one picture, and the soft hyphen. Justified is each of them only between the characters
/// that it is for; anywhere else it hides something and is shown.
enum Joiner {
    /// What becomes of one.
    enum Place: Equatable {
        /// It belongs to the character before it, as a mark.
        case mark
        /// It is left out: between emoji most terminals join what the C library counts apart, and to the C library a
        /// soft hyphen takes a column.
        case none
        case token
    }

    static let softHyphen: Unicode.Scalar = "\u{AD}"
    private static let zeroWidthJoiner: Unicode.Scalar = "\u{200D}"

    static func isOne(_ scalar: Unicode.Scalar) -> Bool {
        scalar == softHyphen || scalar.value == 0x200C || scalar == zeroWidthJoiner
    }

    /// After a virama a joiner chooses the form of the letter before it, whatever follows (RFC 5892, A.1 and A.2): Malayalam
    /// words end so.
    static func isJustified(_ joiner: Unicode.Scalar, after cell: Cell) -> Bool {
        joiner != softHyphen && cell.lastScalar.properties.canonicalCombiningClass == .virama
    }

    /// The place of `joiner` between a character and the next one; nil at the end.
    static func place(of joiner: Unicode.Scalar, after cell: Cell, before next: Unicode.Scalar?) -> Place {
        guard let next else { return .token }
        if joiner == softHyphen { return cell.scalar.isLetter && next.isLetter ? .none : .token }
        if let script = JoiningScript(of: cell.scalar), script == JoiningScript(of: next) { return .mark }
        return joiner == zeroWidthJoiner && cell.scalar.isPictograph && next.isPictograph ? .none : .token
    }
}

/// The scripts whose letters take another form beside another letter: the cursive ones, and those of India and around
/// it, whose consonants stack. By blocks; Unicode's script property is not at hand.
private enum JoiningScript: Equatable {
    case arabic, syriac, mandaic, nko, indic(block: UInt32), myanmar, khmer, mongolian, phagsPa, adlam, rohingya, other(block: UInt32)

    /// nil for what is no letter and no mark of one of them.
    init?(of scalar: Unicode.Scalar) {
        switch scalar.value {
        case 0x0600...0x06FF, 0x0750...0x077F, 0x0870...0x08FF: self = .arabic
        case 0x0700...0x074F, 0x0860...0x086F: self = .syriac
        case 0x0840...0x085F: self = .mandaic
        case 0x07C0...0x07FF: self = .nko
        // Devanagari, Bengali, Gurmukhi, Gujarati, Odia, Tamil, Telugu, Kannada, Malayalam, Sinhala.
        case 0x0900...0x0DFF: self = .indic(block: scalar.value >> 7)
        case 0x1000...0x109F, 0xA9E0...0xA9FF, 0xAA60...0xAA7F: self = .myanmar
        case 0x1780...0x17FF: self = .khmer
        case 0x1800...0x18AF: self = .mongolian
        case 0xA840...0xA87F: self = .phagsPa
        case 0x1E900...0x1E95F: self = .adlam
        case 0x10D00...0x10D3F: self = .rohingya
        // Balinese, Javanese; Manichaean, Psalter Pahlavi, Sogdian, Chorasmian; Brahmi and those that come of it.
        case 0x1B00...0x1B7F, 0xA980...0xA9DF, 0x10AC0...0x10AFF, 0x10B80...0x10BAF, 0x10F30...0x10FDF, 0x11000...0x11DFF:
            self = .other(block: scalar.value >> 7)
        default: return nil
        }
        guard scalar.isLetter || scalar.isMark else { return nil }
    }
}

extension Cell {
    /// The last of its marks; without one the base.
    fileprivate var lastScalar: Unicode.Scalar {
        [marks.3, marks.2, marks.1, marks.0].first { $0 != 0 }.flatMap(Unicode.Scalar.init) ?? scalar
    }
}

extension Unicode.Scalar {
    fileprivate var isLetter: Bool {
        switch properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: true
        default: false
        }
    }

    fileprivate var isMark: Bool {
        switch properties.generalCategory {
        case .nonspacingMark, .spacingMark: true
        default: false
        }
    }

    /// An emoji that may be part of a larger one; digits and the letters of flags are not.
    fileprivate var isPictograph: Bool {
        value >= 0x203C && properties.isEmoji && !(0x1F1E6...0x1F1FF).contains(value)
    }
}
