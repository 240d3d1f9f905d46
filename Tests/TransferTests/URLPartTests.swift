import HTTP
import Testing

@testable import Transfer

@Suite struct URLPartTests {
    @Test func `a URL is taken apart as libcurl reads it`() {
        let url = "HTTP://me:s%20t@[fe80::1%25eth0]:8080/p/a%20b?q=1#part"
        let parts = URLPart.allCases.map { urlPart($0, of: url) ?? "-" }
        #expect(parts == ["part", "[fe80::1]", "-", "s%20t", "/p/a%20b", "8080", "q=1", "http", "me", "eth0"])
        let guessed = URLPart.allCases.map { urlPart($0, of: "h") ?? "-" }
        #expect(guessed == ["-", "h", "-", "-", "/", "80", "-", "http", "-", "-"])
        #expect(urlPart(.port, of: "https://h") == "443" && urlPart(.host, of: "http://") == nil)
    }

    @Test func `name and password can be left out`() {
        #expect(urlWithoutUser("http://me:pw@h/p?a@b") == "http://h/p?a@b")
        #expect(urlWithoutUser("http://") == "http://")
    }
}
