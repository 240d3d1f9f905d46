internal import Export
internal import Glibc
internal import HTTP
internal import Plan
internal import System
internal import Transfer

extension WriteOut {
    /// Prints what `-w` asks for of an exchange that is over. A stream that takes no more has nobody to tell it to.
    static func print(_ plan: Plan, _ exchange: Exchange, _ verdict: Outcome, _ outputs: ExchangeOutputs?) {
        guard let format = plan.output.writeOut else { return }
        var facts = WriteOutFacts()
        facts.fileName = outputs?.fileName
        facts.retries = outputs?.retries ?? 0
        facts.time = timeSince1970()
        facts.libraryVersion = libcurlVersion
        facts.part = urlPart
        var file: Descriptor?
        defer { file?.close() }
        var stream = Descriptor.standardOutput
        for step in WriteOut(format).steps(WriteOutSubject(plan, exchange, verdict, facts)) {
            switch step {
            case .print(let bytes): stream.tell(bytes)
            case .complain(let bytes): Descriptor.standardError.tell(bytes)
            case .turn(to: .output): stream = .standardOutput
            case .turn(to: .errors): stream = .standardError
            case .turn(to: .file(let path, let appends)):
                let flags = O_WRONLY | O_CREAT | (appends ? O_APPEND : O_TRUNC)
                guard let opened = try? Descriptor.open(path, flags) else { continue }
                file?.close()
                (file, stream) = (opened, opened)
            }
        }
    }

    private static func timeSince1970() -> Duration {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }
}
