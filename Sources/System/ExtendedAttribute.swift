internal import CXattr
#if canImport(Darwin)
    internal import Darwin
#else
    internal import Glibc
#endif

/// Sets an attribute of the file at `path` (xattr(7)). Not every file system has them.
package func setExtendedAttribute(_ name: String, _ value: String, of path: String) throws(SystemError) {
    #if canImport(Darwin)
        let result = setxattr(path, name, value, value.utf8.count, 0, 0)
    #else
        let result = setxattr(path, name, value, value.utf8.count, 0)
    #endif
    if result != 0 { throw .last }
}
