import Glibc
import TestSupport
import Testing

extension EndToEnd {
    /// Name servers that do not answer.
    @Suite struct LookUpFaultTests {
        /// Becomes a command in a network of its own, whose only name server takes every question and answers none.
        private static func deaf(_ folder: String) -> [String] {
            let script = """
                mkfifo "$0/ready" && echo 'nameserver 127.0.0.1' > "$0/resolv" && echo 'options timeout:30 attempts:1' >> "$0/resolv" || exit 77
                mount --bind "$0/resolv" /etc/resolv.conf || exit 77
                perl -e '
                    use Socket; my $parent = getppid; my ($socket, $server); my $up = pack("a16s", "lo", 1);
                    socket($socket, PF_INET, SOCK_DGRAM, 0); ioctl($socket, 0x8914, $up) or exit 1;
                    socket($server, PF_INET, SOCK_DGRAM, 0); bind($server, pack_sockaddr_in(53, inet_aton("127.0.0.1"))) or exit 1;
                    print "ready\\n"; open STDIN, "</dev/null"; open STDOUT, ">/dev/null"; open STDERR, ">/dev/null";
                    while (getppid == $parent) { sleep 1 }' > "$0/ready" 2>/dev/null &
                read ready < "$0/ready"; [ "$ready" = ready ] || exit 77
                exec "$@"
                """
            return ["unshare", "-n", "-m", "sh", "-c", script, folder]
        }

        /// Whether this machine lets a process have a network of its own.
        private static let isPossible: Bool = {
            let folder = Faults.folder()
            defer { run(["rm", "-r", folder]) }
            return run(deaf(folder) + ["true"]).status == 0
        }()

        @Test(
            .enabled(if: isPossible, "no network namespaces here"),
            arguments: [
                ["-m", "1"], ["--connect-timeout", "1"], ["-m", "1", "--connect-timeout", "20"], ["-m", "1", "--retry", "0", "-L"],
            ])
        func `time limits hold while a name is looked up`(_ options: [String]) {
            let folder = Faults.folder()
            defer { run(["rm", "-r", folder]) }
            let start = ContinuousClock().now
            let result = run(Self.deaf(folder) + EndToEnd.undisturbed([EndToEnd.program, "-sS"] + options + ["http://nowhere.example/"]))
            #expect(result.status == 28)
            #expect(String(decoding: result.errors, as: UTF8.self).contains("(28) Resolving timed out after 1"))
            // The look-up itself gives up after 30 seconds.
            #expect(ContinuousClock().now - start < .seconds(15))
        }

        @Test(.enabled(if: isPossible, "no network namespaces here"))
        func `look-ups that nobody waits for are few`() throws {
            let folder = Faults.folder()
            defer { run(["rm", "-r", folder]) }
            let viewer = try RawViewer(["http://nowhere.example/"], wrapper: Self.deaf(folder))
            _ = try viewer.terminal.output(until: "connecting")
            for _ in 0..<100 {
                viewer.terminal.type("R")
                poll(nil, 0, 10)
                _ = try viewer.terminal.output()
            }
            let threads = run(["sh", "-c", "ls /proc/\(viewer.process)/task | wc -l"]).output
            let count = Int(String(decoding: threads, as: UTF8.self).filter(\.isNumber)) ?? 0
            #expect(count > 5 && count < 80, "\(count) threads")
            viewer.terminal.type("q")
            #expect(viewer.waitForEnd() == 0)
        }
    }
}
