internal import CWchar
internal import Glibc

/// How many columns a character takes, by the C library's `wcwidth`: ncurses asks the same function, and
/// the two must agree about every cell, or the screen comes apart.
///
/// `wcwidth` answers by the `LC_CTYPE` in force, so `main` calls `setlocale(LC_CTYPE, "")` before any text is made
/// visible, and tests that show more than ASCII call `DisplayWidth.useUTF8()`. Without either, in the C locale,
/// nothing beyond ASCII has a width, and all of it shows as tokens.
package enum DisplayWidth {
    /// 1 or 2; 0 for a combining mark; nil for what cannot be printed.
    package static func columns(of scalar: Unicode.Scalar) -> Int? {
        if (0x20..<0x7F).contains(scalar.value) { return 1 }
        let width = wcwidth(wchar_t(bitPattern: scalar.value))
        return width < 0 ? nil : Int(width)
    }

    /// Puts `LC_CTYPE` to C.UTF-8, which every glibc has: the widths are then the same whatever the environment says.
    package static func useUTF8() {
        _ = setlocale(LC_CTYPE, "C.UTF-8")
    }
}
