package import Bodies

/// A body that holds `bytes` and has ended, unless `growing`.
package func body(_ bytes: some Sequence<UInt8>, growing: Bool = false) throws -> BodyStore {
    let store = BodyStore()
    try Array(bytes).withUnsafeBytes { try store.write($0) }
    if !growing { store.finish() }
    return store
}

extension BodyStore {
    /// Writes `bytes` after what is there.
    package func append(_ bytes: some Sequence<UInt8>) throws {
        try Array(bytes).withUnsafeBytes { try write($0) }
    }
}
