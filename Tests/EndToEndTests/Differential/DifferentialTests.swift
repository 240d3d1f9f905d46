import Foundation
import System
import TestSupport
import Testing

extension EndToEnd {
    /// curlew, its output no terminal, beside the installed curl: the same arguments in the same directory against the
    /// same server must print, send, write and return the same.
    @Suite(.enabled(if: CurlHelp.curlIsInstalled)) struct DifferentialTests {
        @Test func doesAsCurlDoes() throws {
            let nginx = Nginx.isInstalled ? try Nginx(directives: forwardingToTheLoggingServer) : nil
            let places = OperationQueue()
            // Most rows wait for a program to start; a few for a second to pass.
            places.maxConcurrentOperationCount = 4
            let only = ProcessInfo.processInfo.environment["ROW"]
            let rows = CommandChapter.allCases.flatMap(\.rows).filter { row in only.map { row.line.contains($0) } ?? true }
            let found = Lock<[String]>([])
            for (index, row) in rows.enumerated() where !row.needsNginx || nginx != nil {
                places.addOperation {
                    let server = RespondingServer()
                    defer { server.stop() }
                    let directory = "\(DifferentialTests.scratch)/\(index)"
                    defer { try? FileManager.default.removeItem(atPath: directory) }
                    let complaint: String?
                    do {
                        complaint = try DifferentialTests.complaint(
                            about: row, in: Workplace(directory: directory, server: server, nginx: nginx))
                    } catch {
                        complaint = "\(error)"
                    }
                    if let complaint { found.withLock { $0.append("\(row.name): \(complaint)") } }
                }
            }
            places.waitUntilAllOperationsAreFinished()
            for complaint in found.withLock({ $0 }).sorted() { Issue.record("\(complaint)") }
        }

        private static let scratch = "/tmp/curlew-differential.\(getpid())"

        /// `nil` if all is as it should be.
        private static func complaint(about row: CommandRow, in place: Workplace) throws -> String? {
            let pending = CurlHelp.installed.options(in: row.words).intersection(notYet)
            let ours = try place.carryOut(row, by: EndToEnd.program)
            if !pending.isEmpty {
                if ours.isRefusal && ours.sentNothing { return nil }
                return "is no longer refused: take what is done out of notYet (\(pending.sorted().joined(separator: ", ")))"
            }
            let curls = try place.carryOut(row, by: "curl")
            let differing = Set(ours.differences(from: curls))
            let known = knownDifferences.filter { $0.rows.contains(row.name) }.reduce(into: Set()) { $0.formUnion($1.aspects) }
            let anywhere = knownDifferences.filter(\.rows.isEmpty).reduce(into: Set()) { $0.formUnion($1.aspects) }
            let gone = known.subtracting(differing)
            if !gone.isEmpty { return "no longer differs in \(gone.sorted()): take that out of knownDifferences" }
            let unknown = differing.subtracting(known).subtracting(anywhere).sorted()
            if unknown.isEmpty { return nil }
            let places = unknown.map { aspect in
                let (ours, curls) = (ours[aspect], curls[aspect])
                return "\(aspect): curl\n\(list(curls, without: ours))     curlew\n\(list(ours, without: curls))"
            }
            return ([""] + places).joined(separator: "\n   ")
                + "   on standard error: \(curls.errorText.debugDescription) \(ours.errorText.debugDescription)"
        }

        private static func list(_ entries: [String], without others: [String]) -> String {
            entries.filter { !others.contains($0) }.map { "        \($0)\n" }.joined()
        }

        // MARK: the table itself

        @Test func everyDoneOptionHasARow() throws {
            let rows = CommandChapter.allCases.flatMap(\.rows)
            let used = rows.reduce(into: Set<String>()) { $0.formUnion(CurlHelp.installed.options(in: $1.words)) }
            let done = CurlHelp(text: String(decoding: run([EndToEnd.program, "--help", "all"]).output, as: UTF8.self)).names
            let missing = done.intersection(CurlHelp.installed.names).subtracting(used).subtracting(["help", "manual", "version"])
            #expect(missing.isEmpty, "no row uses \(missing.sorted())")
            #expect(notYet.subtracting(used).isEmpty, "no row waits for \(notYet.subtracting(used).sorted())")
        }

        @Test func theListsNameRowsThatAreThere() {
            let names = CommandChapter.allCases.flatMap(\.rows).map(\.name)
            #expect(Set(names).count == names.count, "twice: \(Dictionary(grouping: names) { $0 }.filter { $0.value.count > 1 }.keys)")
            for row in knownDifferences.flatMap(\.rows) { #expect(names.contains(row), "\(row)") }
            #expect(names.count >= 300)
        }
    }
}

/// Requests for `/to/PORT/…` reach the server on that port, with what TLS has agreed on told in fields of their own.
private let forwardingToTheLoggingServer = """
    listen unix:@DIRECTORY@/root/socket;
    location ~ ^/to/(?<to>[0-9]+)(?<rest>/.*)$ {
        proxy_pass http://127.0.0.1:$to$rest$is_args$args;
        proxy_http_version 1.1;
        proxy_set_header Host $http_host;
        proxy_set_header Connection $http_connection;
        proxy_set_header X-TLS "$ssl_protocol $ssl_cipher $ssl_curve $ssl_client_s_dn $ssl_server_name";
        proxy_set_header X-Version "$server_protocol $request_uri";
    }
    """
