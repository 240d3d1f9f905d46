/// Options of curl that change what is sent, shown or written, and are not done here. They are known
/// by name so that none is guessed at and no value of one is taken for a URL.
let notDoneOptions: [OptionDefinition] = [
    notDone(.output, "trace-config", nil, .value("string")),
    notDone(.output, "trace-ids"),
    notDone(.tls, "dump-ca-embed", nil, .none),
    notDone(.tls, "ssl-sessions", nil, .value("file")),
    notDone(.curl, "libcurl", nil, .value("file")),
]

private func notDone(
    _ category: HelpCategory, _ name: String, _ short: Unicode.Scalar? = nil, _ argument: OptionDefinition.Argument = .flag
) -> OptionDefinition {
    OptionDefinition(name, short, argument, category, "", .refused("not done by curlew yet"))
}
