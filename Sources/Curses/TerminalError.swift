/// Why no terminal could be taken, in words for the person at it.
package struct TerminalError: Error, Equatable, CustomStringConvertible {
    package let description: String
}
