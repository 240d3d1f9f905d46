internal import CNcurses

/// `6.4.20221231`.
package var ncursesVersion: String {
    String(cString: curses_version()).split(separator: " ").last.map(String.init) ?? ""
}
