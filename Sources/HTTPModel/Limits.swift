/// How fast and how much, beside the times of `Request.maximumTime` and `connectTimeout`.
package struct Limits: Sendable, Equatable {
    /// `-Y`, in bytes a second: slower than this for `slowTime` is given up; 0 is no such limit.
    package var slowSpeed = 0
    /// `-y`, in seconds; 0 is no such limit.
    package var slowTime = 0
    /// `--limit-rate`, in bytes a second, either way; `nil` is none.
    package var rate: Int?
    /// `--max-filesize`, in bytes; `nil` is none.
    package var fileSize: Int?

    package init() {}
}
