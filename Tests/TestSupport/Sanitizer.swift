internal import Glibc

/// ThreadSanitizer or AddressSanitizer (`Tests/check.sh sanitize`).
package enum Sanitizer {
    /// This program was built with one. How much memory it holds then says nothing of what it uses: there are shadows of all of it,
    /// and what was freed is kept for a while.
    package static let isOn = dlsym(nil, "__tsan_init") != nil || dlsym(nil, "__asan_init") != nil
}
