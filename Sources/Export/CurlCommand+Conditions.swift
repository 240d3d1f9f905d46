internal import Bytes
internal import CommandLine
internal import Plan

/// The words for cookies, ranges and conditions.
extension Request {
    func conditionWords(showingSecrets: Bool) -> [String] {
        var words: [String] = []
        if let literal = cookies.literal { words += ["-b", showingSecrets ? literal : hidingValues(inCookies: literal)] }
        // A name with a = in it would be taken for a cookie.
        for file in cookies.files { words += ["-b", file.utf8.contains(UInt8(ascii: "=")) ? "@\(file)" : file] }
        if let jar = cookies.jar { words += ["-c", jar] }
        if cookies.dropsSessionCookies { words.append("-j") }
        if let range { words += ["-r", range] }
        if let resumeFrom { words += ["-C", resumeFrom < 0 ? "-" : "\(resumeFrom)"] }
        if let timeCondition { words += ["-z", timeCondition.word] }
        if let target { words += ["--request-target", target] }
        if let file = serverMemory.alternativeServices { words += ["--alt-svc", file] }
        if let file = serverMemory.strictTransport { words += ["--hsts", file] }
        return words
    }
}

private func hidingValues(inCookies text: String) -> String {
    text.split(separator: ";", omittingEmptySubsequences: false)
        .map { "\($0.prefix { $0 != "=" })=\(Secrets.mask)" }.joined(separator: ";")
}

extension TimeCondition {
    /// The sign and the date, as curl_getdate(3) reads it.
    fileprivate var word: String {
        let sign =
            switch kind {
            case .modifiedSince: "+"
            case .unmodifiedSince: "-"
            case .lastModified: "="
            }
        let days = (Double(time) / 86_400).rounded(.down)
        let second = time - Int(days) * 86_400
        let (year, month, day) = calendarDate(daysSince1970: Int(days))
        let date = [padded(year, to: 4), padded(month), padded(day)].joined()
        let clock = [second / 3600, second / 60 % 60, second % 60].map { padded($0) }.joined(separator: ":")
        return "\(sign)\(date) \(clock) GMT"
    }

    private func padded(_ number: Int, to width: Int = 2) -> String {
        let digits = "\(number)"
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }

    /// In the Gregorian calendar. Counted in eras of 400 years that begin in March, so that the leap day is the last of its year.
    private func calendarDate(daysSince1970: Int) -> (year: Int, month: Int, day: Int) {
        let days = daysSince1970 + 719_468
        let era = (days >= 0 ? days : days - 146_096) / 146_097
        let dayOfEra = days - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }
}
