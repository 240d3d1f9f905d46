internal import Plan

private let group = SettingGroup(\.protocols, .http)

/// Which HTTP, and how strictly.
let protocolSettings: [RequestSetting] = [
    group.flag("disallow-username-in-url", "Refuse a URL with a user name in it", \.refusesUserInURL),
    group.setting(
        "expect100-timeout", .value("seconds"), "Wait so long for 100 Continue before the body is sent",
        words: { group, _ in group.continueTimeout.map { [[String(secondsOf: $0)]] } ?? [] },
        apply: { group, option in group.continueTimeout = try option.milliseconds() }),
    group.flag("http0.9", "Take an answer without a head", \.allowsHTTP09),
    group.choice("http1.0", short: "0", "Speak HTTP/1.0", \.version, .http1_0),
    group.choice("http1.1", "Speak HTTP/1.1", \.version, .http1_1),
    group.choice("http2", "Speak HTTP/2 if the server does", \.version, .http2),
    group.choice(
        "http2-prior-knowledge", "Speak HTTP/2 without asking the server first", \.version, .http2PriorKnowledge),
    group.choice("http3", "Speak HTTP/3 if the server does", \.version, .http3).needing(.http3),
    group.choice("http3-only", "Speak HTTP/3 and nothing else", \.version, .http3Only).needing(.http3),
    group.flag("ignore-content-length", "Read until the server closes", \.ignoresContentLength),
    group.flag("path-as-is", "Leave /../ and /./ in the path", \.keepsDotSegments),
    group.setting(
        "proto", .value("protocols"), "Use these schemes only: =https, -http …",
        words: { group, _ in schemeWords(group.schemes) },
        apply: { group, option in group.schemes = try webSchemes(option, from: group.schemes) }),
    group.setting(
        "proto-default", .value("protocol"), "Take a URL without a scheme to be of this one",
        words: { group, _ in group.defaultScheme.map { [[$0]] } ?? [] },
        apply: { group, option in
            guard knownSchemes.contains(option.value.lowercased()) else {
                throw option.error("a specified protocol is unsupported by libcurl", exitStatus: 1)
            }
            group.defaultScheme = option.value
        }),
    group.flag("raw", "Decode neither content nor chunks", \.isRaw),
    group.flag("tr-encoding", "Ask for a compressed transfer coding", \.asksForTransferCoding),
]

/// What curl takes; all but two of them are then refused when the transfer starts.
private let knownSchemes: Set<String> = [
    "dict", "file", "ftp", "ftps", "gopher", "gophers", "http", "https", "imap", "imaps", "ldap", "ldaps", "mqtt",
    "pop3", "pop3s", "rtmp", "rtsp", "scp", "sftp", "smb", "smbs", "smtp", "smtps", "telnet", "tftp",
]
