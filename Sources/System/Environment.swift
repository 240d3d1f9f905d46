#if canImport(Darwin)
    internal import Darwin
#else
    internal import Glibc
#endif
internal import CEnviron

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

    /// Calls `body` with `values` in force, and puts back what was there. Another thread may look meanwhile and finds either;
    /// none may change what is there.
    package static func withValues<Result>(_ values: [String: String], _ body: () throws -> Result) rethrows -> Result {
        let texts = variables.merging(values) { $1 }.map { strdup("\($0.key)=\($0.value)") }
        let changed = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.allocate(capacity: texts.count + 1)
        changed.initialize(from: texts + [nil], count: texts.count + 1)
        // Never freed: who has looked may keep what was found.
        guard let current = curlew_environment() else { return try body() }
        let before = current.pointee
        current.pointee = changed
        defer { current.pointee = before }
        return try body()
    }
}
