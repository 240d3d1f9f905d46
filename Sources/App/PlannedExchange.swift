package import HTTPModel

/// An exchange as a command line asked for it, before it is fetched.
package struct PlannedExchange: Sendable {
    package var request: Request
    /// The `curl` command that sends the same, with passwords, Authorization and Cookie as `***`.
    package var command: String
    /// The same with its secrets.
    package var commandWithSecrets: String

    package init(request: Request, command: String = "", commandWithSecrets: String = "") {
        self.request = request
        self.command = command
        self.commandWithSecrets = commandWithSecrets
    }
}
