internal import CommandLine
internal import Plan
internal import Runtime

extension TraceWriter {
    /// What `-v`, `--trace` or `--trace-ascii` asks for, if any does. On a screen nothing is written over the picture:
    /// what would go to the terminal is left out there.
    static func asked(for settings: Run, onScreen: Bool) throws -> TraceWriter? {
        let (form, path): (Form, String)
        switch settings.trace {
        case nil: return nil
        case .lines?: (form, path) = (.lines, "%")
        case .hexadecimal(let file)?: (form, path) = (.hexadecimal, file)
        case .text(let file)?: (form, path) = (.text, file)
        }
        if onScreen && (["%", "-"].contains(path) || leadsToScreen(path)) { return nil }
        if let writer = TraceWriter(form, path: path, tellsTime: settings.tracesTime) { return writer }
        throw CommandLineError("cannot write the trace to \(path)", exitStatus: 23)
    }
}
