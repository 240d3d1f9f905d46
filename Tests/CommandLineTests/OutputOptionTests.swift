import HTTP
import Plan
import Export
import Testing

@testable import CommandLine

/// Where bytes and words go.
@Suite struct OutputOptionTests {
    @Test func filesAndDirectories() throws {
        let output = try plan("--output-dir d --create-dirs --no-clobber --remove-on-error -R -D h -o f u").output
        #expect(output.path == "d/f" && output.createsDirectories && output.clobber == .never && output.removesOnError)
        #expect(output.keepsRemoteTime && output.headPath == "h" && !output.appendsHeads)
        #expect(try plan("--clobber u").output.clobber == .always)
        #expect(try plan("u").output == Output())
    }

    @Test func theSecondURLOfAGroupAppendsItsHeads() throws {
        let all = try plans(["-D", "h", "u/[1-2]", "v", "--next", "-D", "h", "w"])
        #expect(all.map(\.output.appendsHeads) == [false, true, true, false])
        #expect(all.map(\.output.urlNumber) == [0, 0, 1, 2])
    }

    @Test func theServerNamesAFileOfRemoteNameOnly() throws {
        #expect(try plan("-OJ h/p").output.takesNameFromHeader)
        #expect(try !plan("-J -o f h/p").output.takesNameFromHeader)
        #expect(try !plan("-J h/p").output.takesNameFromHeader)
        for line in ["-OJ -i u", "-i -OJ u", "-I -OJ u"] {
            #expect(failure(line.split(separator: " ").map(String.init))?.exitStatus == 2)
        }
    }

    @Test func allRemoteNamesAreForTheURLsBehind() throws {
        #expect(try plans(["h/a", "--remote-name-all", "h/b", "--no-remote-name-all", "h/c"]).map(\.output.name) == [nil, "b", nil])
        #expect(try plans(["--remote-name-all", "--no-remote-name", "h/b", "h/c"]).map(\.output.path) == [nil, "c"])
    }

    @Test func URLsOfAFileAreSavedUnderTheirOwnNames() throws {
        let files = ["l": "# list\n\n http://h/a?{q} \r\nh/b\n", "-": "h/c"]
        let all = try plans(["-o", "first", "--url", "@l", "--url", "@-", "h/[1-1]"], files: files)
        #expect(all.map(\.request.url) == ["http://h/a?{q}", "h/b", "h/c", "h/1"])
        #expect(all.map(\.output.name) == ["first", "b", "c", nil])
        #expect(failure(["--url", "@no"])?.exitStatus == 26)
        #expect(failure(["--url", "@l"], files: ["l": "#\n"])?.lacksURL == true)
    }

    @Test func aBodyMayBeThrownAway() throws {
        let all = try plans(["-o", "f", "--out-null", "h/a", "h/b", "h/c"])
        #expect(all.map(\.output.discardsBody) == [false, true, false] && all.map(\.output.name) == ["f", nil, nil])
    }

    @Test func aNameThatNoPatternHasIsRefusedInItsTurn() throws {
        let all = try plans(["-o", "#<n>", "-o", "#<m>", "{<n>a,b}", "c"])
        #expect(all.map(\.output.name) == ["a", "b", nil] && all.map { $0.refusal?.exitStatus } == [nil, nil, 43])
        #expect(try plans(["-T", "{<f>x,y}", "-o", "#<f>", "h/z"]).map(\.output.name) == ["x", "y"])
    }

    @Test func whatIsThereMayBeLeftAlone() throws {
        #expect(try plan("--skip-existing --xattr u").output.skipsExisting && plan("--xattr u").output.storesOrigin)
    }

    @Test func whatAnErrorStatusIs() throws {
        #expect(try plan("-f u").errorStatus == .failsWithoutBody)
        #expect(try plan("--fail-with-body u").errorStatus == .failsWithBody)
        #expect(failure(["-f", "--fail-with-body", "u"])?.exitStatus == 2)
        #expect(failure(["--fail-with-body", "-f", "u"])?.exitStatus == 2)
    }

    @Test func theFormatOfWriteOutMayBeInAFile() throws {
        #expect(try plan(["-w", "a", "-w", "%{url}", "u"]).output.writeOut == Array("%{url}".utf8))
        #expect(try plan(["-w", "", "u"]).output.writeOut == nil)
        #expect(failure(["-w", "@missing", "u"])?.exitStatus == 26)
    }

    @Test func theWholeRunHasItsSettings() throws {
        let run = try plans(["-Z", "--parallel-max", "3", "--fail-early", "--stderr", "e", "u", "--next", "v"]).run
        #expect(run.isParallel && run.maximumParallel == 3 && run.failsEarly && run.errorPath == "e" && run.trace == nil)
        #expect(try plans(["--parallel-max", "301", "u"]).run.maximumParallel == 50)
        #expect(try plans(["--trace", "t", "-v", "u"]).run.trace == .lines)
        #expect(try plans(["-v", "--trace-ascii", "t", "--trace-time", "u"]).run.trace == .text(path: "t"))
        #expect(try plans(["-v", "--no-verbose", "u"]).run.trace == nil)
    }

    @Test(arguments: [
        ("2/s", 500), ("3/h", 1_200_000), ("14/m", 4285), ("1/d", 86_400_000), ("60", 60_000), ("5/15s", 3000), ("3/4h", 4_800_000),
        ("2000/s", 0),
    ])
    func howOftenToBegin(_ text: String, _ milliseconds: Int) throws {
        #expect(try plans(["--rate", text, "u"]).run.interval == milliseconds)
    }

    @Test(arguments: ["", "x", "0/s", "-1/s", "1/", "1/x", "1/sx", "1/99999999999999999999s", "1/s/s"])
    func aRateThatIsNoneIsRefused(_ text: String) {
        #expect(failure(["--rate", text, "u"])?.exitStatus == 2)
    }

    @Test func soManyForOneServer() throws {
        let run = try plans(["-Z", "--parallel-max-host", "3", "u"]).run
        #expect(run.mostPerHost == 3)
        #expect(try plans(["--parallel-max-host", "3", "u"]).run.mostPerHost == nil)
        #expect(try plans(["-Z", "--parallel-max-host", "65536", "u"]).run.mostPerHost == nil)
    }

    @Test func retries() throws {
        let retry = try plan("--retry 3 --retry-delay 2 --retry-max-time 9 --retry-connrefused --retry-all-errors u").retry
        #expect(retry.limit == 3 && retry.delay == 2 && retry.maximumTime == 9 && retry.retriesRefusal && retry.retriesAllErrors)
        var plan = Plan(request: Request(url: "u"))
        plan.retry = retry
        #expect(
            CurlCommand(plan).text(showingSecrets: false)
                == "curl u --retry 3 --retry-delay 2 --retry-max-time 9 --retry-connrefused --retry-all-errors")
        for line in [["--retry", "x"], ["--retry", "-1"], ["--retry-delay", "1.5"]] {
            #expect(failure(line + ["u"])?.exitStatus == 2)
        }
    }
}
