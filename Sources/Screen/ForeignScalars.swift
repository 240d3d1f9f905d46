/// Which characters are not shown as themselves although the C library may call them printable.
extension Unicode.Scalar {
    /// Whether the character changes how others look (bidi and format controls) or takes no place a person could see
    /// (Unicode's Default_Ignorable_Code_Point, the line and paragraph separators): shown raw it could
    /// hide or reorder what stands around it.
    var hidesOrActs: Bool {
        switch value {
        case 0x80...0x9F, 0xAD, 0x034F, 0x061C, 0x115F...0x1160, 0x17B4...0x17B5, 0x180B...0x180F: true
        case 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0x3164: true
        case 0xFE00...0xFE0F, 0xFEFF, 0xFFA0, 0xFFF0...0xFFFB: true
        case 0x1BCA0...0x1BCA3, 0x1D173...0x1D17A, 0xE0000...0xE0FFF: true
        default: false
        }
    }
}

enum VariationSelector {
    /// U+FE0E (as text) and U+FE0F (as emoji).
    static func asksForPresentation(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value == 0xFE0E || scalar.value == 0xFE0F
    }
}
