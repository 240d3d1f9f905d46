/// How the parser reaches files, so that parsing itself touches nothing.
package protocol FileReader {
    /// Everything in the file at `path`; `-` is standard input. Throws `UnreadableFile`.
    func contents(of path: String) throws -> [UInt8]
}

package struct UnreadableFile: Error, Equatable {
    /// The system's words: `No such file or directory`.
    package var reason: String

    package init(reason: String) {
        self.reason = reason
    }
}
