import Foundation
import Plan
import Screen
import Testing

@testable import App

/// Every command and every option of less 590 is done, or named with its reason.
@Suite struct LessTableTests {
    private func rows(_ name: String) throws -> [[String]] {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../Fixtures")
        let text = try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
        return text.split(separator: "\n").filter { !$0.hasPrefix("# ") }.map { row in
            row.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        }
    }

    /// In less's words for keys.
    private func sequence(_ name: String) -> KeySequence? {
        let names = ["CR": "Enter", "SPACE": "Space", "ESC-SPACE": "ESC-Space", "RightArrow": "Right", "LeftArrow": "Left"]
        if name.hasPrefix("^"), let arrow = names[String(name.dropFirst())] { return KeySequence("^" + arrow) }
        return KeySequence(names[name] ?? name)
    }

    @Test func `every command is done or named`() throws {
        let keymap = Keymap(Tables.standard.commands)
        let differences = Set(LessDifference.all.flatMap { $0.keys.split(separator: " ").map(String.init) })
        let rows = try rows("less-590-commands.tsv")
        #expect(rows.count > 50)
        for row in rows {
            for key in row[0].split(separator: " ").map(String.init) {
                let command: Command?
                if key.hasPrefix(":"), key.count > 1 {
                    command = keymap[String(key.dropFirst())]
                } else {
                    // What a key that asks for another one does with that is its own command's.
                    let keys = try #require(sequence(key), "\(key)")
                    let found = [keys, KeySequence([keys.keys[0]])].lazy.compactMap { keys in
                        if case .command(let binding) = keymap[keys] { binding.command } else { nil }
                    }
                    command = row[2] == "-" ? nil : found.first
                }
                #expect(row[2] == "-" ? differences.contains(key) : command?.name == row[2], "\(key): \(row[1])")
            }
        }
    }

    @Test func `every option is done or named`() throws {
        for row in try rows("less-590-options.tsv") {
            for letter in row[0].unicodeScalars where letter != " " { #expect(LessOption.with(letter: letter) != nil, "-\(letter)") }
            for name in row[1].split(separator: " ") { #expect(LessOption.all.contains { $0.name == name }, "--\(name)") }
        }
        for option in LessOption.all {
            switch option.meaning {
            case .switches(let name, let on, let off):
                var settings = ViewerSettings()
                let setting = try #require(ViewerSetting.named(name)?.setting, "\(option.spelling)")
                let takesBoth = setting.set(&settings, on) && setting.set(&settings, off)
                #expect(takesBoth, "\(option.spelling)")
            case .gives(let name, _), .sets(let name): #expect(ViewerSetting.named(name) != nil, "\(option.spelling)")
            case .asks(let name): #expect(Tables.standard.commands.contains { $0.name == name }, "\(option.spelling)")
            case .nothing(let reason): #expect(!reason.isEmpty)
            }
        }
    }

    @Test func `what is different is said where the key means nothing, and in the help`() {
        let it = Scenario(rows: 400, columns: 120)
        for (key, text) in [("t", "there are no tags"), ("[", "ESC-^F"), ("]", "ESC-^F"), ("E", ":e URL")] {
            it.keys(key)
            #expect(it.bar.contains("\(key): ") && it.bar.contains(text), "\(it.bar)")
        }
        it.keys("h")
        for difference in LessDifference.all { #expect(it.pane.contains { $0.hasSuffix(difference.text) }, "\(difference.keys)") }
    }
}
