package import Plan

/// An exchange as a command line asked for it, before it is fetched.
package struct PlannedExchange: Sendable {
    package var request: Request
    /// The `curl` command that sends the same, with passwords, Authorization and Cookie as `***`.
    package var command: String
    /// The same with its secrets.
    package var commandWithSecrets: String

    /// `-f` and its kin: a status of 400 or more is a failure.
    package var failsOnErrorStatus: Bool

    package init(
        request: Request, command: String = "", commandWithSecrets: String = "", failsOnErrorStatus: Bool = false
    ) {
        self.failsOnErrorStatus = failsOnErrorStatus
        self.request = request
        self.command = command
        self.commandWithSecrets = commandWithSecrets
    }
}
