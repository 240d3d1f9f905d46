import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// The completions of Resources/Documentation in the shells they are for: what a person types, and the line after Tab.
    @Suite struct CompletionTests {
        private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("Resources/Documentation").path

        private static let lines = [
            ("--max-red", "--max-redirs"),
            ("--view js", "--view json"),
            ("--wrap of", "--wrap off"),
            ("--confirm-resend=of", "--confirm-resend=off"),
            ("--help tl", "--help tls"),
            ("--demo slo", "--demo slow-log"),
            ("-X PA", "-X PATCH"),
            ("--proxy-cert-type P1", "--proxy-cert-type P12"),
            ("-o pay", "-o payload.json"),
            ("--output=pay", "--output=payload.json"),
            ("-d @pay", "-d @payload.json"),
            ("--json=@pay", "--json=@payload.json"),
            ("-F file=@pay", "-F file=@payload.json"),
            ("--output-dir fol", "--output-dir folder/"),
            ("https", "https://"),
        ]

        @Test(arguments: [
            ("bash", "bash --norc --noprofile -i", "source \(folder)/curlew.bash"),
            ("zsh", "zsh -f -i", "fpath=(\(folder) $fpath); autoload -U compinit && compinit -u -D; bindkey -e; PS1='ready%% '"),
            ("fish", "fish --no-config --private -i", "source \(folder)/curlew.fish; function fish_prompt; echo 'ready> '; end"),
        ])
        func eachShellCompletes(_ name: String, _ shell: String, _ setUp: String) throws {
            try #require(run(["which", name]).status == 0, "\(name) is not installed; README names what the tests need")
            let terminal = try TmuxSession(rows: 24, columns: 200)
            try terminal.enter("touch payload.json; mkdir folder; PS1='ready> ' \(shell)")
            try terminal.enter(" \(setUp); echo set up as 4\"\"2")
            try terminal.wait(for: "set up as 42")
            for (typed, completed) in Self.lines {
                try terminal.press("C-u")
                try terminal.press("C-l")
                try terminal.type("curlew \(typed)")
                try terminal.wait(for: "curlew \(typed)")
                try terminal.press("Tab")
                try terminal.wait("\(completed) in \(name)") { rows in rows.contains { $0.contains("curlew \(completed)") } }
            }
            // Neither a protocol that curlew does not do, nor an option that it refuses.
            try terminal.press("C-u")
            try terminal.press("C-l")
            try terminal.type("curlew ftp")
            try terminal.press("Tab")
            try terminal.type("mark")
            try terminal.wait(for: "curlew ftpmark")
        }
    }
}
