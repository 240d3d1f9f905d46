import App
import Documents
import Glibc
import TestSupport
import Testing

extension EndToEnd {
    /// Nothing from outside reaches a terminal as anything but text: the real program on a terminal of each type, hostile bytes in
    /// every place that text can come from, and all that is written read as that terminal would.
    @Suite struct HostileTextTests {
        static let types = ["xterm-256color", "tmux-256color", "screen", "linux", "vt100", "rxvt", "dumb"]

        @Test func `every view and every panel has a place`() {
            let shown = HostilePlace.all.reduce(into: (views: Set<String>(), panels: Set<String>())) {
                $0.views.formUnion($1.views)
                $0.panels.formUnion($1.panels)
            }
            #expect(Set(ViewKind.all.map(\.name)).subtracting(shown.views) == [])
            #expect(Set(PanelKind.all.map(\.name)).subtracting(shown.panels) == [])
        }

        /// Rows may be there for views that are not, and are left out.
        private static let places: [HostilePlace] = HostilePlace.all.filter { place in
            place.views.allSatisfy { name in ViewKind.all.contains { $0.name == name } }
        }

        @Test(arguments: types) func `hostile text stays text`(_ type: String) throws {
            let language = try TerminalLanguage(of: type)
            for place in Self.places where place.subject == nil || Nginx.isInstalled {
                do {
                    let stream = try told(place, on: type)
                    // Without a screen nothing may be said.
                    #expect(!stream.isEmpty || type == "dumb", "\(place.name)")
                    #expect(language.offences(in: stream) == [], "\(place.name)")
                } catch {
                    Issue.record("\(place.name): \(error)")
                }
            }
        }

        /// All that a terminal is told from the program's begin to its end.
        private func told(_ place: HostilePlace, on type: String) throws -> String {
            let folder = Faults.folder()
            defer { _ = run(["rm", "-rf", folder]) }
            for (name, bytes) in place.files { try write(bytes, to: "\(folder)/\(name)") }
            let server = ScriptedServer(place.server)
            defer { server.stop() }
            let nginx = try place.subject.map { try Nginx(files: ["index.html": Array("zz-end\n".utf8)], subject: $0) }
            func filledIn(_ text: String) -> String {
                if text.hasPrefix("URL") { return (nginx?.strangerURL("/index.html") ?? server.url()) + String(text.dropFirst(3)) }
                if text.hasPrefix("@") { return folder + String(text.dropFirst()) }
                return text.hasSuffix("=@") ? String(text.dropLast()) + folder : text
            }
            let viewer = try RawViewer(
                place.arguments.map(filledIn), type: type, environment: place.environment.map(filledIn))
            var stream = ""
            for step in type == "dumb" ? [] : place.steps {
                if !step.type.isEmpty { viewer.terminal.type(step.type.replacing("@/", with: folder + "/")) }
                if step.wait.isEmpty {
                    poll(nil, 0, 150)
                } else {
                    stream += try viewer.terminal.output(until: step.wait)
                }
            }
            // What is open is closed, what is asked is answered.
            return stream + viewer.outputUntilEnd(typing: ["\u{1B}", "q", "\r"])
        }

        private func write(_ bytes: [UInt8], to path: String) throws {
            let file = try #require(fopen(path, "w"))
            fwrite(bytes, 1, bytes.count, file)
            fclose(file)
        }

        @Test(arguments: types) func `what is no text is seen`(_ type: String) throws {
            let language = try TerminalLanguage(of: type)
            for attack in HostilePlace.attack.split(separator: "|") {
                #expect(!language.offences(in: "text" + attack).isEmpty, "\(attack.debugDescription)")
            }
            #expect(!language.offences(in: "\u{7}").isEmpty)
            #expect(language.offences(in: "téxt 日本\r\n\u{8}😀") == [])
            #expect(language.offences(in: "\u{1B}[12;34H").isEmpty == (type != "dumb"))
            #expect(language.offences(in: "\u{1B}[?2004h").isEmpty == TerminalLanguage.knowsXterm(type))
        }
    }
}
