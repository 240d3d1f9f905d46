/// The recordings that come with curlew, to be played without a network: `--demo`.
///
/// Their format is described at `Recording` in Transfer.
package enum DemoRecording: String, Sendable, CaseIterable {
    case tokenStream = "token-stream"
    case chat
    case overloaded
    case slowLog = "slow-log"
    case containerLog = "container-log"
    case watch
    case json
    case sampler
    case hostile

    /// What it shows, in a few words.
    package var title: String {
        switch self {
        case .tokenStream: "a language model's answer, token by token"
        case .chat: "a chat with reasoning and a call of a tool: P for its transcript"
        case .overloaded: "a model's answer with thinking, and an error in the middle of it"
        case .slowLog: "a log that is followed, with bursts and a long silence"
        case .containerLog: "a container's log as Docker sends it: P for its frames"
        case .watch: "a watch of Kubernetes: P for its records"
        case .json: "a JSON document on one line"
        case .sampler: "scripts, widths, and what is shown as a token"
        case .hostile: "what a server could send to take over a terminal"
        }
    }

    /// The recording itself.
    package var data: [UInt8] {
        switch self {
        case .tokenStream: PackageResources.token_stream_jsonl
        case .chat: PackageResources.chat_jsonl
        case .overloaded: PackageResources.overloaded_jsonl
        case .slowLog: PackageResources.slow_log_jsonl
        case .containerLog: PackageResources.container_log_jsonl
        case .watch: PackageResources.watch_jsonl
        case .json: PackageResources.json_jsonl
        case .sampler: PackageResources.sampler_jsonl
        case .hostile: PackageResources.hostile_jsonl
        }
    }
}
