internal import CommandLine
internal import Plan
internal import Resources
internal import Runtime
internal import Transfer

extension Session {
    /// What the command line means for one exchange. Throws `CommandLineError` and what making its files throws.
    init(_ invocation: Invocation, share: TransferShare) throws {
        self.init(request: invocation.request)
        self.share = share
        entityTagPath = invocation.entityTagPath
        resumesOutput = invocation.resumesOutput
        recordsSecrets = invocation.recordsSecrets
        includesHead = invocation.includesHead
        errorStatus = invocation.errorStatus
        showsErrors = invocation.showsErrors
        isSilent = invocation.isSilent
        output = invocation.output
        recordPath = invocation.recordPath
        command = curlCommand(invocation.request, showingSecrets: false)
        commandWithSecrets = curlCommand(invocation.request, showingSecrets: true)
        let speed: PlaybackSpeed =
            switch invocation.speed {
            case .times(let factor): .times(factor)
            case .unlimited: .unlimited
            }
        switch invocation.source {
        case .network:
            source = .network
        case .replay(let path):
            source = .recording(.file(path: path), speed)
            request.url = path
        case .demo(let name):
            let demo = try DemoRecording(named: name)
            source = .recording(.text(demo.data, name: demo.rawValue), speed)
            request.url = "demo:\(demo.rawValue)"
        }
    }
}

extension DemoRecording {
    /// The first where none is named. Throws a `CommandLineError` that lists them all.
    fileprivate init(named name: String?) throws {
        guard let demo = DemoRecording(rawValue: name ?? DemoRecording.allCases[0].rawValue) else {
            let list = DemoRecording.allCases.map { "  \($0.rawValue): \($0.title)" }.joined(separator: "\n")
            throw CommandLineError("there is no demo named \(name ?? ""); these are:\n\(list)")
        }
        self = demo
    }
}
