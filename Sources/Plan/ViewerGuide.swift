/// What is said of the viewer outside of it: in the help, the man page and the completions. The rooms that have the tables
/// fill it in.
package struct ViewerGuide: Sendable {
    /// A name and what it stands for, in one line.
    package struct Row: Sendable {
        package var name: String
        package var summary: String
        /// The name after `bind` of what it asks for.
        package var command: String?

        package init(_ name: String, _ summary: String, command: String? = nil) {
            self.name = name
            self.summary = summary
            self.command = command
        }
    }

    /// Keys and words after `:`, by chapters.
    package var keys: [(title: String, rows: [Row])] = []
    /// What `keys = vi` changes.
    package var viKeys: [Row] = []
    /// Keys of less that are something else here.
    package var differences: [Row] = []
    package var views: [Row] = []
    /// The recordings that come with curlew.
    package var demos: [Row] = []

    package init() {}

    package var settings: [Row] { ViewerSetting.all.map { Row("\($0.name) \($0.values)", $0.summary) } }
}
