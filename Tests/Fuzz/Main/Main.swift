import FuzzTargets
import Glibc

/// libFuzzer's entries; its `main` is in its library. FUZZ_TARGET names the target; without it, all are listed with the folder
/// of their seeds and the most bytes that make sense.
private let target: FuzzTarget? = {
    let name = getenv("FUZZ_TARGET").map { String(cString: $0) } ?? ""
    return FuzzTarget.all.first { $0.name == name }
}()

@_cdecl("LLVMFuzzerInitialize")
public func initialize(
    _ count: UnsafeMutablePointer<Int32>?, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>?
) -> Int32 {
    if target == nil {
        for target in FuzzTarget.all { print(target.name, target.seeds, target.longestInput) }
        fflush(nil)
        _exit(0)
    }
    return 0
}

@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    do {
        try target?.check(Array(UnsafeBufferPointer(start: start, count: count)))
    } catch {
        fatalError("\(error)")
    }
    return 0
}
