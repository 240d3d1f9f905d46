/// What a command line says of the whole run, on whichever side of a `--next` it stands.
package struct Run: Sendable, Equatable {
    /// `-Z`: several at a time, and not in turn.
    package var isParallel = false
    /// `--parallel-max`: at most so many at a time.
    package var maximumParallel = 50
    /// `--parallel-max-host`: at most so many at a time to one server; `nil` is no limit.
    package var maximumPerHost: Int?
    /// `--rate`: in turn, so many milliseconds at least lie between two beginnings.
    package var interval = 0
    /// `--fail-early`: the first failure ends all.
    package var failsEarly = false
    /// `--stderr`: the file that gets what would go to standard error; `-` is standard output.
    package var errorPath: String?
    /// `-v`, `--trace`, `--trace-ascii`: the last one counts.
    package var trace: Trace?
    /// `--trace-time`.
    package var tracesTime = false
    /// `--view`, `--wrap`: how the viewer begins.
    package var viewer = ViewerSettings()

    package enum Trace: Sendable, Equatable {
        /// `-v`: lines with `> < *` on standard error; the viewer opens the headers panel.
        case lines
        /// `--trace`: all bytes, in hexadecimal too, in a file; `-` is standard output, `%` standard error.
        case hexadecimal(path: String)
        /// `--trace-ascii`: without the hexadecimal.
        case text(path: String)
    }

    package init() {}

    package var mostAtOnce: Int { isParallel ? maximumParallel : 1 }
    package var mostPerHost: Int? { isParallel ? maximumPerHost : nil }
}
