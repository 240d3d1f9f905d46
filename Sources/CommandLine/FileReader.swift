package import Plan

/// How the parser reaches files, so that parsing itself touches nothing.
package protocol FileReader {
    /// Everything in the file at `path`; `-` is standard input. Throws `UnreadableFile`.
    func contents(of path: String) throws -> [UInt8]
    /// Whether the file at `path` can be read as often as one likes: no pipe, no device. Throws `UnreadableFile`.
    func isLasting(_ path: String) throws -> Bool
    /// The moment that `text` stands for, in seconds since 1970: a date in one of the forms of curl_getdate(3), else
    /// the last change of the file at that path; `nil` if it is neither.
    func time(of text: String) -> Int?
    /// A recording that comes with curlew; the first if `name` is `nil`. Throws a `CommandLineError` that lists them if
    /// there is none of that name.
    func demo(named name: String?) throws -> Recording
}

package struct UnreadableFile: Error, Equatable {
    /// The system's words: `No such file or directory`.
    package var reason: String

    package init(reason: String) {
        self.reason = reason
    }
}
