#if canImport(Darwin)
    internal import Darwin
#else
    internal import Glibc
#endif

/// The environment variables of this process.
package enum Environment {
    /// What `name` is set to; nil if it is not set, or set to nothing, which programs take for the same.
    package static func value(_ name: String) -> String? {
        guard let value = getenv(name), value.pointee != 0 else { return nil }
        return String(cString: value)
    }

    /// All of them, those that are set to nothing too.
    package static var variables: [String: String] {
        var variables: [String: String] = [:]
        var entry = environ
        while let text = entry.pointee {
            let parts = String(cString: text).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if parts.count == 2 { variables[String(parts[0])] = String(parts[1]) }
            entry += 1
        }
        return variables
    }

    /// Calls `body` with `values` in force, and puts back what was there. Not while another thread may look.
    package static func withValues<Result>(_ values: [String: String], _ body: () throws -> Result) rethrows -> Result {
        let before = values.keys.map { name in (name, getenv(name).map { String(cString: $0) }) }
        for (name, value) in values { setenv(name, value, 1) }
        defer {
            for (name, value) in before {
                if let value { setenv(name, value, 1) } else { unsetenv(name) }
            }
        }
        return try body()
    }
}
