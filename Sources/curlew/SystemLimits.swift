internal import CommandLine
internal import Dispatch
internal import Glibc
internal import Plan
internal import System

/// What the process may have of descriptors and threads.
///
/// Asked for once, before anything is begun: what fails for want of them later does so deep in libraries, which wait for ever
/// (libdispatch, for a thread) or end the program.
enum SystemLimits {
    /// Each exchange that is looked at holds the file of its body: a thousand need more than the 1,024 that are usual.
    static func raise() {
        var limit = rlimit()
        guard getrlimit(descriptors, &limit) == 0, limit.rlim_cur < enough else { return }
        limit.rlim_cur = min(limit.rlim_max, enough)
        setrlimit(descriptors, &limit)
    }

    /// Throws a `CommandLineError` if not even one exchange could be carried out.
    static func check() throws {
        var opened: [Descriptor] = []
        defer { for descriptor in opened { descriptor.close() } }
        while opened.count < neededDescriptors {
            do throws(SystemError) {
                opened.append(try Descriptor.open("/dev/null", O_RDONLY))
            } catch {
                throw CommandLineError(
                    "descriptors that can be opened here: \(opened.count), and \(neededDescriptors) are needed (ulimit -n): \(error)",
                    exitStatus: outOfMemory)
            }
        }
        // One that is begun waits for the system's loader, which has libcurl to load meanwhile.
        if ThreadRoom.holds(neededThreads) { return }
        let end = DispatchSemaphore(value: 0)
        var begun = 0
        defer { for _ in 0..<begun { end.signal() } }
        while begun < neededThreads {
            do throws(SystemError) {
                try beginThread { end.wait() }
                begun += 1
            } catch {
                throw CommandLineError(
                    "only \(begun) threads can be begun here, and \(neededThreads) are needed (ulimit -u): \(error)",
                    exitStatus: outOfMemory)
            }
        }
    }

    /// `run` with no more exchanges at a time than there are descriptors for: the others wait their turn.
    static func bounded(_ run: Run) -> Run {
        var limit = rlimit()
        guard getrlimit(descriptors, &limit) == 0 else { return run }
        var run = run
        let most = (Int(clamping: limit.rlim_cur) - neededDescriptors) / descriptorsOfAnExchange
        run.maximumParallel = min(run.maximumParallel, max(1, most))
        return run
    }

    private static let descriptors = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    private static let enough: rlim_t = 8192
    /// curl's number for what there is too little of.
    private static let outOfMemory: Int32 = 27
    /// The terminal, pipes, libraries and one exchange, and a few more.
    private static let neededDescriptors = 28
    private static let neededThreads = 8
    /// Its socket, its spool, its file, what libcurl wakes its thread by and looks up names with.
    private static let descriptorsOfAnExchange = 12
}
