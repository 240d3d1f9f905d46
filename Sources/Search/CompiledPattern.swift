internal import CPCRE2

/// A pattern as PCRE2 has compiled it, for the just-in-time compiler if there is one.
///
/// `@unchecked Sendable`: after `init` nothing changes the code any more (pcre2api(3), MULTITHREADING:
/// compiled code is shared by threads freely once `pcre2_jit_compile` has returned).
final class CompiledPattern: @unchecked Sendable {
    let pointer: OpaquePointer

    /// `isLiteral`: every character stands for itself. Throws a `PatternError`.
    init(_ text: String, syntax: PatternSyntax, isLiteral: Bool = false) throws {
        // Matching in bytes is several times as fast for `\d+` and alike, so characters are asked for
        // only if it makes a difference. Invalid bytes then match nothing and do no harm.
        let characters = UInt32(PCRE2_UTF) | UInt32(PCRE2_UCP) | UInt32(PCRE2_MATCH_INVALID_UTF)
        // PCRE2 allows few other options beside `PCRE2_LITERAL`.
        var options = isLiteral ? UInt32(PCRE2_LITERAL) : UInt32(PCRE2_MULTILINE) | UInt32(PCRE2_NEVER_BACKSLASH_C)
        options |= UInt32(PCRE2_USE_OFFSET_LIMIT)
        if syntax.ignoresCase { options |= UInt32(PCRE2_CASELESS) }
        if syntax.needsCharacters { options |= isLiteral ? characters & ~UInt32(PCRE2_UCP) : characters }

        let context = pcre2_compile_context_create_8(nil)
        defer { pcre2_compile_context_free_8(context) }
        pcre2_set_newline_8(context, UInt32(PCRE2_NEWLINE_ANYCRLF))
        var code: Int32 = 0
        var offset = 0
        let utf8 = Array(text.utf8)
        guard let compiled = pcre2_compile_8(utf8, utf8.count, options, &code, &offset, context) else {
            throw PatternError(message: CompiledPattern.message(of: code), offset: min(offset, utf8.count))
        }
        pointer = compiled
        // If memory may not be made executable this fails, and PCRE2 interprets the code instead.
        _ = pcre2_jit_compile_8(compiled, UInt32(PCRE2_JIT_COMPLETE))
    }

    /// It may match no byte at all, and does so at certain places only: `^`, `$` and `\b`, but not `x*`.
    var findsPlaces: Bool {
        var matchesEmpty: UInt32 = 0
        pcre2_pattern_info_8(pointer, UInt32(PCRE2_INFO_MATCHEMPTY), &matchesEmpty)
        return matchesEmpty != 0 && !Matcher(self).matchesEmptyBetweenLetters()
    }

    deinit {
        pcre2_code_free_8(pointer)
    }

    private static func message(of code: Int32) -> String {
        var buffer = [UInt8](repeating: 0, count: 256)
        let length = pcre2_get_error_message_8(code, &buffer, buffer.count)
        return String(decoding: buffer.prefix(max(0, Int(length))), as: UTF8.self)
    }
}

/// PCRE2's version, as `10.42`.
package var searchLibraryVersion: String {
    var text = [CChar](repeating: 0, count: 64)
    guard pcre2_config_8(UInt32(PCRE2_CONFIG_VERSION), &text) > 0 else { return "" }
    return String(decoding: text.prefix { $0 != 0 && $0 != 0x20 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
}
