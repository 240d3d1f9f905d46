import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// What shows on a terminal alone: the editor, what is left there, keys of the config file.
    @Suite struct DailyUseTests {
        private func session(_ variables: [String: String] = [:]) throws -> TmuxSession {
            let session = try TmuxSession(variables: variables)
            try session.enter("seq 100 > body; clear")
            try session.waitForShell()
            return session
        }

        @Test func `the editor has the terminal, and the viewer comes back`() throws {
            let session = try session(["EDITOR": "./editor"])
            try session.enter(
                "printf '#!/bin/sh\\necho opened $1 $(stat -c %%a $2) $(tail -1 $2); read line\\n' > editor; chmod +x editor; clear")
            try session.waitForShell()
            try session.view("-q - < body")
            try session.wait(for: "done")
            try session.type("42gv")
            try session.wait(for: "opened +42 400 100")
            try session.press("Enter")
            let rows = try session.wait(for: "done")
            #expect(rows.first == "42")
            try session.press("q")
            try session.waitForShell()
            try session.enter("LESSSECURE=1 \(EndToEnd.program) -q - < body")
            try session.wait(for: "done")
            try session.press("v")
            try session.wait(for: "LESSSECURE")
        }

        @Test func `a command that does not want to end does not outlive the viewer`() throws {
            let session = try session()
            try session.view("-q - < body")
            try session.wait(for: "done")
            try session.type("|trap '' HUP INT TERM; echo $$ > pid; exec sleep 1000")
            try session.press("Enter")
            try session.wait(for: "running")
            let path = session.path("pid")
            var process: pid_t?
            try session.wait("the command") { _ in
                process = (try? String(contentsOfFile: path, encoding: .utf8)).flatMap { pid_t($0.split(separator: "\n").first ?? "") }
                return process != nil
            }
            try session.type("ZZ")
            try session.waitForShell()
            let number = try #require(process)
            try session.wait("its end") { _ in kill(number, 0) != 0 }
        }

        @Test func `keys on the command line come first`() throws {
            let session = try session()
            try session.view("-q +42 - < body")
            try session.wait("line 42") { $0[0] == "42" }
        }

        @Test func `in lines an end comes after what it ends`() throws {
            let session = try session()
            try session.view("-q --linear - < body")
            let rows = try session.wait("the end and a prompt") { $0.last { !$0.isEmpty } == ":" }
            #expect(rows.firstIndex(of: "100").map { rows[$0 + 1].hasPrefix("done, ") } == true, "\(rows)")
            try session.enter("o")
            try session.wait(for: "curl command or URL:")
            try session.enter("http://127.0.0.1:1/")
            try session.wait(for: "exchange 2 of 2", "failed: (7)")
            try session.enter(":q")
            try session.waitForShell()
        }

        @Test func `what LESS says is done: it ends when all fits, and leaves it there`() throws {
            let session = try session(["LESS": "-FX"])
            try session.enter("seq 3 | \(EndToEnd.program) -q -")
            let rows = try session.wait("three lines and the shell") { rows in
                rows.last { !$0.isEmpty } == "ready$" && rows.contains("3")
            }
            #expect(rows.filter { ["1", "2", "3"].contains($0) } == ["1", "2", "3"])
            try session.view("-q - < body")
            try session.wait(for: "done")
            try session.press("5", "g")
            try session.wait("line 5") { $0.first == "5" }
            try session.press("q")
            try session.wait("the last screen and the shell") { rows in
                rows.last { !$0.isEmpty } == "ready$" && rows.contains("5") && rows.contains("14")
            }
        }

        @Test func `keys are those of the config file, and what it says wrong is told`() throws {
            let session = try session(["XDG_CONFIG_HOME": "."])
            try session.enter("mkdir curlew; printf 'bind K bottom\\nbind , nothing\\nbind\\nkeys = vi\\n' > curlew/config; clear")
            try session.waitForShell()
            try session.view("- < body")
            try session.wait(for: "done")
            try session.press("K")
            try session.wait(for: "100")
            try session.type("gg")
            try session.wait("the top") { $0.first == "1" }
            try session.press("q")
            try session.waitForShell()
            let rows = try session.rows()
            #expect(rows.contains { $0.contains("curlew/config:2: bind ,: no command nothing") })
            #expect(rows.contains { $0.contains("curlew/config:3") })
        }
    }
}
