#if canImport(Darwin)
    internal import Darwin
#else
    internal import Glibc
#endif

/// A library that is looked for while the program runs. Once found it stays loaded.
package struct DynamicLibrary: @unchecked Sendable {
    // Only handed to `dlsym`, which any thread may call.
    private let handle: UnsafeMutableRawPointer

    /// Nil if the dynamic linker finds none of that name (`libz`) and version.
    package init?(_ name: String, version: Int) {
        #if canImport(Darwin)
            let name = "\(name).\(version).dylib"
        #else
            let name = "\(name).so.\(version)"
        #endif
        guard let handle = dlopen(name, RTLD_LAZY | RTLD_LOCAL) else { return nil }
        self.handle = handle
    }

    /// A function by its name, of the library or of one that it needs. `Function` must be its type in C; nil if the library has no such function.
    package func function<Function>(_ name: String, as type: Function.Type = Function.self) -> Function? {
        dlsym(handle, name).map { unsafeBitCast($0, to: Function.self) }
    }
}
