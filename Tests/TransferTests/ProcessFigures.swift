import Glibc
import TestSupport

/// What this process holds and has done, from /proc.
struct ProcessFigures {
    var descriptors: Int
    var threads: Int
    var residentBytes: Int
    /// How often a thread went to sleep and came back, over all threads alive.
    var wakeUps: Int

    static var now: ProcessFigures {
        let threads = entries("/proc/self/task")
        let statm = contents("/proc/self/statm").split(separator: " ")
        return ProcessFigures(
            descriptors: entries("/proc/self/fd").count, threads: threads.count,
            residentBytes: statm.count > 1 ? (Int(statm[1]) ?? 0) * Int(getpagesize()) : 0,
            wakeUps: threads.map { sleeps(ofThread: $0) }.reduce(0, +))
    }

    /// The figures once `isEnough` holds, or after 8 seconds: idle threads of Dispatch's stay for five.
    static func settled(_ isEnough: (ProcessFigures) -> Bool) -> ProcessFigures {
        for _ in 0..<80 {
            let figures = now
            if isEnough(figures) { return figures }
            Latch().wait(milliseconds: 100)
        }
        return now
    }

    /// mallopt(3), which Swift's Glibc has not: M_ARENA_MAX is -8.
    static func useOneArena() {
        typealias Mallopt = @convention(c) (CInt, CInt) -> CInt
        guard let function = dlsym(nil, "mallopt") else { return }
        _ = unsafeBitCast(function, to: Mallopt.self)(-8, 1)
    }

    /// Measured once idle threads have left.
    static func wakeUpsInThreeSeconds() -> Int {
        _ = settled { _ in false }
        let before = now.wakeUps
        Latch().wait(milliseconds: 3000)
        return now.wakeUps - before
    }

    private static func sleeps(ofThread thread: String) -> Int {
        let lines = contents("/proc/self/task/\(thread)/status").split(separator: "\n")
        let line = lines.first { $0.hasPrefix("voluntary_ctxt_switches:") } ?? ""
        return line.split(separator: "\t").last.flatMap { Int($0) } ?? 0
    }

    private static func entries(_ path: String) -> [String] {
        guard let directory = opendir(path) else { return [] }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if !name.hasPrefix(".") { names.append(name) }
        }
        return names
    }

    private static func contents(_ path: String) -> String {
        guard let file = fopen(path, "r") else { return "" }
        defer { fclose(file) }
        let bytes = [UInt8](unsafeUninitializedCapacity: 8192) { buffer, count in
            count = fread(buffer.baseAddress, 1, buffer.count, file)
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
