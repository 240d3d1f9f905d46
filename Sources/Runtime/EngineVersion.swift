internal import Search

/// The version of what searches, for whoever sees this room only.
package var pcre2Version: String { searchLibraryVersion }
