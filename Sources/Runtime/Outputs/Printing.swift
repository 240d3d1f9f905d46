internal import Export
internal import HTTP
internal import Plan
internal import System
internal import Transfer

extension WriteOut {
    /// Prints what `-w` asks for of an exchange that is over. A stream that takes no more has nobody to tell it to.
    static func print(_ plan: Plan, _ exchange: Exchange, _ verdict: Outcome, fileName: String?) {
        guard let format = plan.output.writeOut else { return }
        let subject = WriteOutSubject(plan, exchange, verdict, fileName: fileName, libraryVersion: libcurlVersion)
        for (stream, bytes) in WriteOut(format).pieces(subject) {
            (stream == .output ? Descriptor.standardOutput : .standardError).tell(bytes)
        }
    }
}
