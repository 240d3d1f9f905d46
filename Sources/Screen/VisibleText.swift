/// Cells made from text that came from outside, so that nothing of it reaches a terminal uninterpreted:
/// the one gate between foreign text and the screen, for body, header, URL, file name and message alike.
package struct VisibleText: Sendable {
    package private(set) var cells: [Cell] = []
    package init() {}
}
