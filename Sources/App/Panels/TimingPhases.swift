internal import Bodies
internal import Bytes
internal import Documents
internal import HTTP
internal import Plan
internal import Screen

/// Where the time of a transfer went: a part of it with a name.
struct TimingPhase {
    let name: String
    /// Since the start.
    let start: Duration
    let end: Duration
}

extension AppState {
    /// One after the other, as far as they are known; the last one goes on until now.
    var timingPhases: [TimingPhase] {
        let timing = exchange.report.timing
        let figures = exchange.report.figures
        var phases: [TimingPhase] = []
        var last = timing.redirects ?? .zero
        func add(_ name: String, until end: Duration?) {
            guard let end, end >= last else { return }
            phases.append(TimingPhase(name: name, start: last, end: end))
            last = end
        }
        if last > .zero { phases.append(TimingPhase(name: "redirects", start: .zero, end: last)) }
        add("name look-up", until: timing.nameLookup)
        add("connect", until: timing.connect)
        add("TLS", until: timing.tlsHandshake)
        // What is sent with it included, if libcurl tells.
        add("sent", until: figures.posttransfer ?? figures.pretransfer)
        add("waiting", until: timing.firstByte)
        let firstBody = arrivals.flatMap { $0.count > 0 ? $0[0].time : nil }
        add("first byte", until: firstBody)
        add("receiving", until: timing.total ?? (isTransferring ? pane.elapsed(at: now) : nil))
        return phases
    }

    func addPhases(to text: inout TextLines) {
        let phases = timingPhases
        let total = exchange.report.timing.total ?? pane.elapsed(at: now)
        text.addTitle("Time")
        // Who hears it wants the figures alone.
        let width = settings.isLinear ? 0 : min(40, size.columns - TimingPhase.barColumn - 1)
        for phase in phases {
            text.addTiming(phase.name, phase.end - phase.start, bar: width < 8 ? nil : phase.bar(of: total, width: width, asciiOnly))
        }
        text.addTiming("total", total)
        if let first = answerFigures?.firstToken { text.addTiming("first token", first) }
        if pane.hops.count > 1 {
            text.addTitle("Hops")
            for (hop, before) in zip(pane.hops, [nil] + pane.hops.map(Optional.some)) {
                text.addTiming("\(hop.status)", hop.time - (before?.time ?? .zero))
            }
        }
    }

    /// How the body came.
    func addArrivals(to text: inout TextLines) {
        guard let log = arrivals else { return }
        text.addTitle("Arrival")
        text.addFact("pieces", Quantity.grouped(log.count) + (log.mergedEnd > .zero ? ", the oldest merged" : ""))
        if let gaps {
            text.addFact("median gap", Quantity.exact(gaps.median))
            text.addFact("99 % of gaps", "up to " + Quantity.exact(gaps.high))
            for (index, place) in gaps.places.enumerated() {
                guard let gap = log.gap(before: place) else { continue }
                let line = body.pane.lines.line(at: log[place].start)
                text.addFact(index == 0 ? "longest" : "", "\(Quantity.exact(gap)) before line \(Quantity.grouped(line.number))")
            }
            text.addFact("stall", "over \(Quantity.exact(settings.stall ?? gaps.stallLimit)); ) and ( go there")
        }
        let width = min(60, size.columns - TextLines.factColumn - 1)
        if !settings.isLinear, let line = log.sparkline(width: width, until: isTransferring ? pane.elapsed(at: now) : nil, asciiOnly) {
            text.addFact("rate", line)
        }
    }

    /// What the server says of its own time, in a head or a trailer.
    func addServerTiming(to text: inout TextLines) {
        let fields = [exchange.finalHead?.fields, exchange.trailers].compactMap(\.self).flatMap(\.fields)
            .filter { $0.name.equalsIgnoringCase("server-timing") }.map { String(decoding: $0.value, as: UTF8.self) }
        let entries = fields.flatMap(ServerTiming.entries)
        if entries.isEmpty { return }
        text.addTitle("Server-Timing")
        for entry in entries {
            let duration = entry.milliseconds.map { Quantity.exact(.microseconds(Int(min($0, 1e12) * 1000))) }
            text.addFact(String(entry.name.prefix(15)), [duration, entry.description].compactMap(\.self).joined(separator: "  "))
        }
    }
}

extension TimingPhase {
    fileprivate static let barColumn = TextLines.factColumn + 14

    /// Where in the whole it lies.
    fileprivate func bar(of total: Duration, width: Int, _ asciiOnly: Bool) -> String {
        guard total > .zero else { return "" }
        let from = min(width - 1, Int(start / total * Double(width)))
        let to = min(width, max(from + 1, Int((end / total * Double(width)).rounded())))
        return String(repeating: " ", count: from) + String(repeating: asciiOnly ? "#" : "\u{2588}", count: to - from)
    }
}

extension TextLines {
    fileprivate mutating func addTiming(_ name: String, _ duration: Duration, bar: String? = nil) {
        addFact(name, Quantity.exact(duration).leftPadded(to: 12) + (bar.map { "  " + $0 } ?? ""))
    }
}

extension ArrivalLog {
    /// Bytes in each part of the time, from nothing to the most; nil if it is too short to say anything.
    fileprivate func sparkline(width: Int, until now: Duration?, _ asciiOnly: Bool) -> String? {
        guard width > 4, count > 2, let last else { return nil }
        let start = self[0].time
        let length = max(last.time, now ?? .zero) - start
        guard length > .milliseconds(10) else { return nil }
        var sums = [Int](repeating: 0, count: width)
        for index in 0..<count {
            let place = min(width - 1, Int((self[index].time - start) / length * Double(width)))
            sums[place] += end(of: index) - self[index].start
        }
        let most = max(1, sums.max() ?? 1)
        let signs = asciiOnly ? Array("_.,-=+*#") : Array("\u{2581}\u{2582}\u{2583}\u{2584}\u{2585}\u{2586}\u{2587}\u{2588}")
        return String(sums.map { $0 == 0 ? " " : signs[min(7, $0 * 8 / most)] })
    }
}

/// An entry of the field Server-Timing (W3C Server Timing, section 3): `db;dur=53;desc="the database"`.
struct ServerTiming {
    var name: String
    var milliseconds: Double?
    var description: String?

    static func entries(_ field: String) -> [ServerTiming] {
        split(field, at: ",").compactMap { part in
            var parts = split(part, at: ";").map { $0.trimmingSpaces }
            guard !parts.isEmpty, case let name = parts.removeFirst(), !name.isEmpty else { return nil }
            var entry = ServerTiming(name: name)
            for part in parts {
                guard let equals = part.firstIndex(of: "=") else { continue }
                let value = String(part[part.index(after: equals)...]).trimmingSpaces.replacing("\"", with: "")
                switch part[..<equals].lowercased().trimmingSpaces {
                case "dur" where entry.milliseconds == nil: entry.milliseconds = Double(value).flatMap { $0.isFinite && $0 >= 0 ? $0 : nil }
                case "desc" where entry.description == nil: entry.description = value
                default: break
                }
            }
            return entry
        }
    }

    /// Outside quotes.
    private static func split(_ text: String, at sign: Character) -> [String] {
        var parts = [""]
        var isQuoted = false
        for character in text {
            if character == "\"" { isQuoted.toggle() }
            if character == sign, !isQuoted { parts.append("") } else { parts[parts.count - 1].append(character) }
        }
        return parts
    }
}

extension String {
    fileprivate var trimmingSpaces: String {
        String(drop { $0 == " " || $0 == "\t" }.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
    }
}
