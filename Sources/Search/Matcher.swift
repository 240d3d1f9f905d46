internal import CPCRE2

/// Runs a compiled pattern over bytes in memory. Holds PCRE2's working space: one for each step of a
/// job, never shared.
final class Matcher {
    enum Result {
        /// Zero-based byte indices into the subject.
        case match(Range<Int>)
        case none
        /// PCRE2 gave up: the pattern has too many ways to match here.
        case exhausted
    }

    /// Steps back that PCRE2 may take from one start position. Measured: about half a millisecond at
    /// worst, and enough for `a.*[bc]` on a line of 50,000 characters.
    private static let backtrackingLimit: UInt32 = 50_000
    private static let heapLimitInKiB: UInt32 = 4096
    private static let largestStack = 1 << 20

    private let code: CompiledPattern
    private let data: OpaquePointer?
    private let context: OpaquePointer?
    private let stack: OpaquePointer?

    init(_ code: CompiledPattern) {
        self.code = code
        data = pcre2_match_data_create_8(1, nil)
        context = pcre2_match_context_create_8(nil)
        stack = pcre2_jit_stack_create_8(32 << 10, Matcher.largestStack, nil)
        pcre2_set_match_limit_8(context, Matcher.backtrackingLimit)
        pcre2_set_heap_limit_8(context, Matcher.heapLimitInKiB)
        if let stack { pcre2_jit_stack_assign_8(context, nil, UnsafeMutableRawPointer(stack)) }
    }

    deinit {
        pcre2_jit_stack_free_8(stack)
        pcre2_match_context_free_8(context)
        pcre2_match_data_free_8(data)
    }

    /// The first match of at least one byte that starts in `starts`. The subject is `text` from `beginning`
    /// to `end`: PCRE2 sees nothing else.
    func match(
        in text: UnsafeBufferPointer<UInt8>, beginning: Int, end: Int, starts: Range<Int>,
        beginsLine: Bool, endsLine: Bool
    ) -> Result {
        guard let base = text.baseAddress, let data, !starts.isEmpty, end <= text.count,
            beginning >= 0 && beginning <= starts.lowerBound && starts.upperBound <= end
        else { return .none }
        var options = UInt32(PCRE2_NOTEMPTY)
        if !beginsLine { options |= UInt32(PCRE2_NOTBOL) }
        if !endsLine { options |= UInt32(PCRE2_NOTEOL) }
        pcre2_set_offset_limit_8(context, starts.upperBound - 1 - beginning)
        let found = pcre2_match_8(
            code.pointer, base + beginning, end - beginning, starts.lowerBound - beginning, options, data, context)
        if found == PCRE2_ERROR_NOMATCH { return .none }
        guard found >= 0, let bounds = pcre2_get_ovector_pointer_8(data) else { return .exhausted }
        // `\K` can move a match's start past its end or before the place where the search began.
        let lower = max(beginning + bounds[0], starts.lowerBound), upper = beginning + bounds[1]
        if lower >= upper { return .exhausted }
        // The JIT code can run past the limit while it skips what cannot begin a match (10.42, `\s+`).
        return starts.contains(lower) ? .match(lower..<upper) : .none
    }

    /// Whether `pattern` is anywhere in `text`. A literal: one call, at the speed of memory.
    func finds(_ pattern: CompiledPattern, in text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let base = text.baseAddress else { return false }
        pcre2_set_offset_limit_8(context, text.count)
        return pcre2_match_8(pattern.pointer, base, text.count, 0, 0, data, context) != PCRE2_ERROR_NOMATCH
    }

    /// Nothing at all between two letters is a match.
    func matchesEmptyBetweenLetters() -> Bool {
        let letters: [UInt8] = [0x61, 0x61, 0x61, 0x61]
        pcre2_set_offset_limit_8(context, letters.count)
        guard pcre2_match_8(code.pointer, letters, letters.count, 2, UInt32(PCRE2_ANCHORED), data, context) >= 0,
            let bounds = pcre2_get_ovector_pointer_8(data)
        else { return false }
        return bounds[0] == bounds[1]
    }

    func matchesEmptySubject() -> Bool {
        let nothing: [UInt8] = [0]
        return pcre2_match_8(code.pointer, nothing, 0, 0, 0, data, context) >= 0
    }
}
