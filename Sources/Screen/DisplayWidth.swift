internal import CWchar
internal import Glibc
internal import System

/// How many columns a character takes, by the C library's `wcwidth`: ncurses asks the same function, and
/// the two must agree about every cell, or the screen comes apart.
///
/// `wcwidth` answers by the `LC_CTYPE` in force, so `main` calls `useEnvironment()` before any text is made visible and
/// before the terminal is taken, and tests that show more than ASCII call `useUTF8()`. Without either, in the C locale,
/// nothing beyond ASCII has a width, and all of it shows as tokens.
package enum DisplayWidth {
    /// 1 or 2; 0 for a combining mark; nil for what cannot be printed.
    package static func columns(of scalar: Unicode.Scalar) -> Int? {
        if (0x20..<0x7F).contains(scalar.value) { return 1 }
        let width = wcwidth(wchar_t(bitPattern: scalar.value))
        return width < 0 ? nil : Int(width)
    }

    /// Puts `LC_CTYPE` to what the environment asks for; whether that knows more than ASCII. A UTF-8 locale that is
    /// asked for but not installed, as is usual over ssh and in containers, is as good as C.UTF-8.
    ///
    /// Not to be called while other threads use the locale.
    package static func useEnvironment() -> Bool {
        if setlocale(LC_CTYPE, "") == nil {
            let asked = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap(Environment.value).first?.lowercased() ?? ""
            if asked.hasSuffix("utf-8") || asked.hasSuffix("utf8") { useUTF8() }
        }
        return columns(of: "\u{E9}") != nil
    }

    /// Puts `LC_CTYPE` to C.UTF-8, which every glibc has: the widths are then the same whatever the environment says.
    /// Done once; tests that run side by side may all call it.
    package static func useUTF8() {
        _ = isUTF8
    }

    private static let isUTF8 = setlocale(LC_CTYPE, "C.UTF-8") != nil
}
