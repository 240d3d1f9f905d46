import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// The wall around the rooms that decide: what they were compiled to asks for no Foundation, and each system
    /// library is asked for by one room alone. Read from the object files, where the compiler leaves a note to the
    /// linker for every module that was imported, however indirectly.
    @Suite struct LinkageTests {
        private let build = URL(fileURLWithPath: EndToEnd.program).deletingLastPathComponent()

        private func asks(_ room: String, for library: String) throws -> Bool {
            let directory = build.appendingPathComponent("\(room).build")
            let objects = try FileManager.default.contentsOfDirectory(at: directory, includingPropertiesForKeys: nil)
                .filter { $0.pathExtension == "o" }
            #expect(!objects.isEmpty, "no object files in \(directory.path)")
            return try objects.contains { try Data(contentsOf: $0).range(of: Data("-l\(library)\0".utf8)) != nil }
        }

        @Test(arguments: [
            "Bytes", "System", "Bodies", "Screen", "HTTP", "Plan", "Documents", "Search", "App", "CommandLine", "Curses", "Runtime",
        ])
        func foundationStaysOutside(_ room: String) throws {
            for library in ["Foundation", "FoundationEssentials", "FoundationNetworking"] {
                #expect(try !asks(room, for: library), "\(library)")
            }
        }

        @Test func theNotesAreWhereTheyAreLookedFor() throws {
            #expect(try asks("Transfer", for: "FoundationNetworking"))
            #expect(try asks("Transfer", for: "curl"))
            #expect(try asks("Curses", for: "ncursesw"))
            #expect(try asks("Search", for: "pcre2-8"))
        }

        /// What CCurlLoader lacks would bring libcurl and its thirty libraries back to the start of a release.
        @Test func libcurlIsLoadedLate() throws {
            let symbols = run(["nm", "-D", "--undefined-only", EndToEnd.program])
            #expect(symbols.status == 0)
            let wanted = String(decoding: symbols.output, as: UTF8.self).split(separator: "\n").filter { $0.contains(" curl_") }
            #expect(wanted.isEmpty)
        }

        @Test(arguments: ["Bytes", "System", "Bodies", "Screen", "HTTP", "Plan", "Documents", "App", "CommandLine", "Runtime"])
        func systemLibrariesHaveOneRoomEach(_ room: String) throws {
            for library in ["curl", "ncursesw", "pcre2-8"] {
                #expect(try !asks(room, for: library), "\(library)")
            }
        }
    }
}
