internal import CCurl
internal import CCurlLoader
internal import Foundation
internal import Glibc
internal import System

/// libcurl: loaded, and its global state made, once. Everything that calls it comes after `start()`.
package enum CurlLibrary {
    private static let isStarted: Bool = {
        load()
        return curlew_global_init() == CURLE_OK
    }()

    /// Begins on a thread of its own, since it takes longer than all else before the first request. Call it early; what needs
    /// libcurl waits for it.
    package static func prepare() {
        // Without a thread it is loaded when it is needed.
        try? beginThread { start() }
    }

    /// Returns once libcurl can be used. Without it the program ends, as the system's loader would end it.
    static func start() {
        _ = isStarted
    }

    /// On Linux the linker sees only the functions of CCurlLoader, which jump to libcurl's through a table; this fills it.
    private static func load() {
        #if os(Linux)
            guard let library = DynamicLibrary("libcurl", version: 4) else { fail() }
            var name = curlew_curl_first_name()
            var entry = curlew_curl_first_entry()
            while let first = name, first.pointee != 0 {
                guard let function: UnsafeMutableRawPointer = library.function(String(cString: first)) else { fail() }
                entry?.pointee = function
                entry = entry.map { $0 + 1 }
                name = first + strlen(first) + 1
            }
        #endif
    }

    private static func fail() -> Never {
        let reason = dlerror().map { String(cString: $0) } ?? ""
        try? Descriptor(STDERR_FILENO).writeAll(Array("curlew: (2) libcurl cannot be loaded: \(reason)\n".utf8))
        _exit(2)
    }
}

/// libcurl's own word for what it is made of.
package var libcurlVersion: String {
    CurlLibrary.start()
    return String(cString: curl_version())
}

/// The moment that `text` stands for in one of the forms of curl_getdate(3), in seconds since 1970; `nil` if it is no date.
package func curlDate(_ text: String) -> Int? {
    CurlLibrary.start()
    let time = curl_getdate(text, nil)
    return time == -1 ? nil : time
}
