import Glibc
import System
import Testing

/// One after the other: the environment belongs to the whole process.
@Suite(.serialized) struct EnvironmentTests {
    private let name = "CURLEW_ENVIRONMENT_TEST"

    @Test func `nothing and not set are the same to whoever asks for one`() {
        defer { unsetenv(name) }
        #expect(Environment.value(name) == nil)
        setenv(name, "", 1)
        #expect(Environment.value(name) == nil)
        #expect(Environment.variables[name] == "")
        setenv(name, "a=b", 1)
        #expect(Environment.value(name) == "a=b")
        #expect(Environment.variables[name] == "a=b")
    }

    @Test func `values for a while are taken back`() {
        setenv(name, "before", 1)
        defer { unsetenv(name) }
        let other = name + "_2"
        let seen = Environment.withValues([name: "while", other: "new"]) { [Environment.value(name), Environment.value(other)] }
        #expect(seen == ["while", "new"])
        #expect(Environment.value(name) == "before")
        #expect(Environment.variables[other] == nil)
    }
}
