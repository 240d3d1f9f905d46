import Bytes
import Testing

@Suite struct SecretsTests {
    @Test(arguments: [
        "Authorization", "proxy-authorization", "Cookie", "Set-Cookie", "X-Api-Key", "x-goog-api-key", "api-key", "PRIVATE-TOKEN",
        "X-Amz-Security-Token", "api_key", "access_token", "X-Amz-Signature", "apiKey", "myAPIKey", "refreshToken", "client_secret",
        "Ocp-Apim-Subscription-Key", "sig", "X-Session", "apikey", "X-Auth", "auth.key", "X-Amz-Credential", " Authorization ",
        "page_access_token", "user[password]", "AWSAccessKeyId",
    ])
    func `names of secrets`(_ name: String) {
        #expect(Secrets.isSecret(name: name))
    }

    @Test(arguments: [
        "WWW-Authenticate", "Proxy-Authenticate", "max_tokens", "x-ratelimit-remaining-tokens", "next_page_token", "nextPageToken",
        "pageToken", "syncToken", "continuation-token", "Idempotency-Key", "Cache-Key", "key", "Content-Type", "author", "keyboard",
        "Sec-WebSocket-Key", "signal", "",
    ])
    func `names of none`(_ name: String) {
        #expect(!Secrets.isSecret(name: name))
    }

    @Test func `key alone is one in a query`() {
        #expect(Secrets.isSecret(name: "key", isParameter: true))
        #expect(!Secrets.isSecret(name: "cache_key", isParameter: true))
    }

    @Test(arguments: [
        ("http://me:pw@x@h/a@b?c@d", "http://***@h/a@b?c@d"), ("https://token@h/", "https://***@h/"), ("me:pw@h/x", "***@h/x"),
        ("//user:pw@host/", "//***@host/"), ("http:/user:pw@host/", "http:/***@host/"), ("http:///user:pw@host/", "http:///***@host/"),
        ("me:pw@h?u=a://b", "***@h?u=a://b"), ("h/x?u=http://a:b@c", "h/x?u=http://a:b@c"), ("http://h/a@b", "http://h/a@b"),
        ("http://h/?key=s&a=1&access_token=t#sig=x", "http://h/?key=***&a=1&access_token=***#sig=***"), ("h?token=&a", "h?token=&a"),
        ("http://h/p?X-Amz-Credential=c%2F1&page_token=9", "http://h/p?X-Amz-Credential=***&page_token=9"), ("", ""), ("/a@b", "/a@b"),
    ])
    func `URLs`(_ url: String, _ masked: String) {
        #expect(Secrets.masked(url: url) == masked)
    }

    @Test(arguments: [
        ("Authorization: Bearer s", "Authorization: ***"), ("cookie:s", "cookie: ***"), ("Cookie:", "Cookie:"), ("A: b", "A: b"),
        (" Authorization : s", " Authorization : ***"), ("A: b\r\nAuthorization: s", "A: b\r\nAuthorization: ***"),
        ("Cookie: a=1;\r\n b=2\r\nA: c", "Cookie: ***\r\n ***\r\nA: c"), ("Referer: http://a:b@h/?sig=1", "Referer: http://***@h/?sig=***"),
        ("Location: /x?token=t", "Location: /x?token=***"), ("Cookie;", "Cookie;"),
        ("GET http://a:b@h/?key=k HTTP/1.1\r\nHost: h", "GET http://***@h/?key=*** HTTP/1.1\r\nHost: h"),
    ])
    func `fields`(_ field: String, _ masked: String) {
        #expect(Secrets.masked(field: field) == masked)
    }

    @Test(arguments: [
        ("user=me&password=p%26w&x=1", "user=me&password=***&x=1"), ("plain text", "plain text"),
        (
            #"{"user":"me", "password" : "a\"b", "n": {"api_key":12, "max_tokens": 5}}"#,
            #"{"user":"me", "password" : "***", "n": {"api_key":"***", "max_tokens": 5}}"#
        ),
        (#"{"token":"cut o"#, #"{"token":"***""#), (#"[{"session":{"id":1}}]"#, #"[{"session":{"id":1}}]"#),
        (#"{"a":"token: x"}"#, #"{"a":"token: x"}"#),
    ])
    func `bodies`(_ body: String, _ masked: String) {
        #expect(String(decoding: Secrets.masked(body: Array(body.utf8)), as: UTF8.self) == masked)
    }

    @Test func `a message names no URL's secrets`() {
        #expect(Secrets.masked(message: "no proxy: 'http://me:pw@[::bad/'") == "no proxy: 'http://***@[::bad/'")
        #expect(Secrets.masked(message: "no  a@b: \"http://h/?token=x\"") == "no  ***@b: \"http://h/?token=***")
        #expect(Secrets.masked(message: "Could not resolve host: h") == "Could not resolve host: h")
    }

    @Test func `credentials keep the name`() {
        #expect(Secrets.masked(credentials: "me:p:w") == "me:***")
        #expect(Secrets.masked(credentials: "me") == "me")
    }
}
