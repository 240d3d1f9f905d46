internal import Glibc
internal import System

/// How many threads more this process may have, by what the system says of its limits.
enum ThreadRoom {
    /// True if `count` more can be begun for sure. False may only mean that it cannot be told: then they have to be begun to see.
    static func holds(_ count: Int) -> Bool {
        // Each has a stack, which a limit of address space may refuse.
        guard limit(RLIMIT_AS) == nil, let all = threadsOfSystem else { return false }
        // No user has more than there are in all.
        if let most = limit(__RLIMIT_NPROC), all + count > most { return false }
        if let most = number(in: "/proc/sys/kernel/threads-max"), all + count > most { return false }
        return groupsHold(count)
    }

    /// `nil`: there is no limit.
    private static func limit(_ resource: __rlimit_resource) -> Int? {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(resource.rawValue), &limit) == 0 else { return 0 }
        return limit.rlim_cur == rlim_t.max ? nil : Int(clamping: limit.rlim_cur)
    }

    /// Of all users: what stands after the slash in /proc/loadavg (proc(5)).
    private static var threadsOfSystem: Int? {
        guard let fields = text(of: "/proc/loadavg")?.split(separator: " "), fields.count > 3 else { return nil }
        return fields[3].split(separator: "/").last.flatMap { Int($0) }
    }

    /// Whether the control groups that this process is in, and those around them, have room (cgroups(7), the `pids` controller).
    private static func groupsHold(_ count: Int) -> Bool {
        guard let groups = text(of: "/proc/self/cgroup") else { return false }
        for line in groups.split(separator: "\n") {
            // NUMBER:CONTROLLERS:PATH; version 2 names no controllers.
            let fields = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
            guard fields.count == 3, fields[1].isEmpty || fields[1].split(separator: ",").contains("pids") else { continue }
            let root = fields[1].isEmpty ? "/sys/fs/cgroup" : "/sys/fs/cgroup/pids"
            var path = fields[2].split(separator: "/")
            while true {
                let folder = ([root] + path.map(String.init)).joined(separator: "/")
                if let most = number(in: folder + "/pids.max") {
                    guard let now = number(in: folder + "/pids.current"), now + count <= most else { return false }
                }
                if path.popLast() == nil { break }
            }
        }
        return true
    }

    /// `nil` also for `max`, and if there is no such file.
    private static func number(in path: String) -> Int? {
        text(of: path).flatMap { Int($0.prefix { $0.isNumber }) }
    }

    private static func text(of path: String) -> String? {
        guard let file = try? Descriptor.open(path, O_RDONLY) else { return nil }
        defer { file.close() }
        guard let bytes = try? file.readAll(atMost: 1 << 16) else { return nil }
        return String(decoding: bytes, as: UTF8.self)
    }
}
