import App
import HTTP
import Testing

/// A frame after a head waits a moment for the first lines of the body.
@Suite struct FirstFrameTests {
    @Test func `a head alone waits two milliseconds`() {
        let it = Scenario()
        #expect(it.state.frameDue == nil)
        it.wait(.milliseconds(30))
        it.head()
        #expect(it.state.frameDue == .milliseconds(32))
        it.wait(.milliseconds(1))
        #expect(it.state.frameDue == .milliseconds(32))
        it.wait(.milliseconds(1))
        #expect(it.state.frameDue == nil)
    }

    @Test func `with the first line it is due`() throws {
        let it = Scenario()
        it.head()
        try it.grew("o")
        #expect(it.state.frameDue == nil)
    }

    @Test func `so it is at the end, and after an interim head`() {
        let it = Scenario()
        it.head("HTTP/1.1 103 Early Hints")
        #expect(it.state.frameDue == nil)
        it.head("HTTP/1.1 204 No Content")
        #expect(it.state.frameDue != nil)
        it.finished()
        #expect(it.state.frameDue == nil)
    }
}
