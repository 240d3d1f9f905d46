import Testing

@testable import CommandLine

/// A word that is pasted into a shell is that word again, and nothing in it acts on the way.
@Suite struct ShellQuotingTests {
    @Test(arguments: [
        ("plain-1.0/@:", "plain-1.0/@:"), ("", "''"), ("it's", "'it'\\''s'"), ("two\nlines", "'two\nlines'"),
        ("\u{1B}]0;it's\u{7}\\", "$'\\e]0;it\\'s\\007\\\\'"), ("a\tb\r\nc", "$'a\\tb\\r\\nc'"),
        ("\u{9B}31m\u{7F}1", "$'\\302\\23331m\\1771'"),
        ("é\u{1}1", "$'é\\0011'"),
    ])
    func controlsAreQuoted(_ word: String, _ quoted: String) throws {
        #expect(shellQuoted(word) == quoted)
        #expect(try Paste("curl \(quoted)", environment: [:]).commands.map(\.arguments) == [[word]])
    }
}
