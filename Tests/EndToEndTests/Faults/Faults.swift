import Glibc
import TestSupport

/// What the fault tests have in common: a machine that refuses things, and moments chosen at random.
enum Faults {
    /// The seed of all that is random; printed with every failure, and taken from `SEED` if that is set.
    static let seed: Int = getenv("SEED").flatMap { Int(String(cString: $0)) } ?? time(nil)

    static let head = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n"

    /// Becomes the program under a limit: `ulimit` as sh has it. Root is held by none, so it is somebody else. No core is left.
    static func limited(_ limit: String = "true") -> [String] {
        let somebody = getuid() == 0 ? ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] : []
        return somebody + ["sh", "-c", "ulimit -c 0; \(limit); exec \"$@\"", "sh"]
    }

    /// A folder that somebody else may use too.
    static func folder() -> String {
        var template = Array("/tmp/curlew-faults.XXXXXX".utf8CString)
        precondition(mkdtemp(&template) != nil)
        chmod(template, 0o777)
        return String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    /// An answer that never ends.
    static let endless: ScriptedServer.Script = { connection in
        try connection.readRequest()
        try connection.send(head)
        try connection.sendEndlessly(Array("a line of text that is long enough to fill the screen soon\n".utf8))
    }

    /// One that has begun and does not go on.
    static let hanging: ScriptedServer.Script = { connection in
        try connection.readRequest()
        try connection.send(head + "zz-first\n")
        try connection.waitForClose()
    }
}
