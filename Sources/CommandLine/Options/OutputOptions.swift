internal import Plan

/// What to do with the answer.
let outputOptions: [OptionDefinition] = [
    OptionDefinition(
        "buffer", "N", .flag, .output, "Show bytes as they arrive, which curlew always does",
        isOnByDefault: true, .withoutEffect),
    OptionDefinition(
        "clobber", nil, .flag, .output, "Never replace a file: put a number after its name",
        isOnByDefault: true, .done { draft, option in draft.output.clobber = option.isOn ? .always : .never }),
    OptionDefinition(
        "create-dirs", nil, .flag, .output, "Make the directories that an output file needs",
        .done { draft, option in draft.output.createsDirectories = option.isOn }),
    OptionDefinition(
        "dump-header", "D", .value("file"), .output, "Write all heads to a file, as received",
        .done { draft, option in draft.output.headPath = option.value }),
    OptionDefinition(
        "fail", "f", .flag, .output, "Exit with 22 if the HTTP status is 400 or more",
        .done { draft, option in try draft.setErrorStatus(.failsWithoutBody, option) }),
    OptionDefinition(
        "fail-with-body", nil, .flag, .output, "The same, and keep the body",
        .done { draft, option in try draft.setErrorStatus(.failsWithBody, option) }),
    OptionDefinition(
        "out-null", nil, .flag, .output, "Throw the body away",
        isRepeatable: true, .done { draft, option in draft.outputs.append(option.isOn ? .nothing : .given("-")) }),
    OptionDefinition(
        "output", "o", .value("file"), .output, "Write the body to a file; #1 is what the URL's first pattern stood for",
        isRepeatable: true,
        .done { draft, option in
            if option.value.isEmpty { throw option.error("expected the name of a file") }
            draft.outputs.append(.given(option.value))
        }),
    OptionDefinition(
        "output-dir", nil, .value("dir"), .output, "Put the files of -o and -O into this directory",
        .done { draft, option in draft.output.directory = option.value }),
    OptionDefinition(
        "remote-header-name", "J", .flag, .output, "With -O, take the file's name from Content-Disposition",
        .done { draft, option in
            draft.output.takesNameFromHeader = option.isOn
            try draft.refuseHeadInNamedFile()
        }),
    OptionDefinition(
        "remote-name", "O", .flag, .output, "Write the body to a file named as the last part of the URL",
        isRepeatable: true, .done { draft, option in draft.outputs.append(option.isOn ? .remote : .given("-")) }),
    OptionDefinition(
        "remote-name-all", nil, .flag, .output, "The same for every URL that has no output of its own",
        .done { draft, option in draft.nameRemotely(option.isOn) }),
    OptionDefinition(
        "remote-time", "R", .flag, .output, "Give the file the time of Last-Modified",
        .done { draft, option in draft.output.keepsRemoteTime = option.isOn }),
    OptionDefinition(
        "remove-on-error", nil, .flag, .output, "Remove the file if the transfer fails",
        .done { draft, option in draft.output.removesOnError = option.isOn }),
    OptionDefinition(
        "show-error", "S", .flag, .output, "Say what failed, even with -s",
        .done { draft, option in draft.showsErrors = option.isOn }),
    OptionDefinition(
        "show-headers", "i", .flag, .output, "Put the head in front of the body",
        .done { draft, option in
            draft.plan.includesHead = option.isOn
            try draft.refuseHeadInNamedFile()
        }),
    OptionDefinition(
        "silent", "s", .flag, .output, "Keep quiet, about failures too",
        .done { draft, option in draft.isSilent = option.isOn }),
    OptionDefinition(
        "skip-existing", nil, .flag, .output, "Fetch nothing whose file is there already",
        .done { draft, option in draft.output.skipsExisting = option.isOn }),
    OptionDefinition(
        "xattr", nil, .flag, .output, "Store URL and media type in extended attributes of the file",
        .done { draft, option in draft.output.storesOrigin = option.isOn }),
    OptionDefinition(
        "write-out", "w", .value("format"), .output, "When it is over, print this; %{name} is a figure, @file holds the format",
        .done { draft, option in draft.output.writeOut = try draft.writeOutFormat(option) }),
]

extension PlanDraft {
    fileprivate mutating func setErrorStatus(_ wanted: ErrorStatus, _ option: TypedOption) throws {
        let other = plan.errorStatus
        if other != .isAnAnswer && other != wanted {
            if !option.isOn { return }
            throw option.error("is badly used here: -f and --fail-with-body exclude each other")
        }
        plan.errorStatus = option.isOn ? wanted : .isAnAnswer
    }

    /// The server names the file in the head that would have to be in it.
    func refuseHeadInNamedFile() throws {
        guard plan.includesHead && output.takesNameFromHeader else { return }
        throw CommandLineError("showing headers and --remote-header-name cannot be combined\n\(CommandLineError.hint)")
    }

    /// `--remote-name-all` is for the URLs after it, as in curl; those before it may have a name by now.
    fileprivate mutating func nameRemotely(_ isOn: Bool) {
        remoteNaming.append((from: max(words.count, outputs.count), isOn: isOn))
    }

    /// Of a file, its lines joined, as curl reads them.
    fileprivate func writeOutFormat(_ option: TypedOption) throws -> [UInt8]? {
        let format = try valueOrContents(option)
        guard option.value.utf8.first == UInt8(ascii: "@") else { return format.isEmpty ? nil : format }
        let lines = format.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        return Array(lines.map { $0.prefix { $0 != UInt8(ascii: "\r") } }.joined())
    }
}
