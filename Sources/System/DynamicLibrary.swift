#if canImport(Darwin)
    internal import Darwin
#else
    internal import Glibc
#endif

/// A library that is looked for while the program runs. Once found it stays loaded.
package struct DynamicLibrary: @unchecked Sendable {
    // Only handed to `dlsym`, which any thread may call.
    private let handle: UnsafeMutableRawPointer

    /// Nil if the dynamic linker finds none of that name (`libz.so.1`).
    package init?(_ name: String) {
        guard let handle = dlopen(name, RTLD_NOW | RTLD_LOCAL) else { return nil }
        self.handle = handle
    }

    /// A function by its name. `Function` must be its type in C; nil if the library has no such function.
    package func function<Function>(_ name: String, as type: Function.Type = Function.self) -> Function? {
        dlsym(handle, name).map { unsafeBitCast($0, to: Function.self) }
    }
}
