internal import Plan
internal import Foundation
internal import Glibc
internal import System

/// Reads a recording line by line, so that one of many GB is never in memory as a whole.
///
/// Not `Sendable`: it belongs to the thread that plays.
final class RecordingReader {
    /// A line of the body is a piece as it came off the wire: 256 KiB, escaped. Longer ones are made by hand.
    private static let longestLine = 64 << 20

    private let name: String
    private let descriptor: Descriptor?
    private var buffer: [UInt8]
    private var start = 0
    private var isAtEnd: Bool
    private var lineNumber = 0
    private let decoder = JSONDecoder()

    init(_ recording: Recording) throws {
        name = recording.name
        switch recording {
        case .text(let text, _):
            descriptor = nil
            buffer = text
            isAtEnd = true
        case .file(let path):
            buffer = []
            isAtEnd = false
            do {
                descriptor = try Descriptor.open(path == "-" ? "/dev/stdin" : path, O_RDONLY)
            } catch {
                throw RecordingError(message: "cannot open \(path): \(error)", exitStatus: 37)
            }
        }
    }

    deinit {
        descriptor?.close()
    }

    /// The next line that says something; nil at the end. Throws a `RecordingError`.
    func next() throws -> RecordingLine? {
        while let text = try nextLine() {
            lineNumber += 1
            let content = text.drop { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
            if content.isEmpty || content.first == UInt8(ascii: "#") { continue }
            do {
                let line = try decoder.decode(RecordingLine.self, from: Data(content))
                try check(line)
                return line
            } catch {
                throw failure(RecordingReader.reason(error))
            }
        }
        return nil
    }

    /// An error at the line that was read last.
    func failure(_ reason: String) -> RecordingError {
        RecordingError(message: "\(name):\(lineNumber): \(reason)")
    }

    private func check(_ line: RecordingLine) throws {
        if let version = line.recording, version != Recording.version {
            throw RecordingFault("version \(version) of the format is not known here, \(Recording.version) is")
        }
        if let ms = line.ms, ms < 0 { throw RecordingFault("ms is a time since the start and not negative") }
    }

    private static func reason(_ error: any Error) -> String {
        switch error {
        case let fault as RecordingFault: return fault.message
        case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context):
            let key = context.codingPath.map(\.stringValue).first ?? ""
            return key.isEmpty ? "a line is a JSON object" : "the value of \(key) is of the wrong kind"
        case DecodingError.dataCorrupted(let context) where context.codingPath.first?.stringValue == "end":
            return "end is complete, stopped or failed"
        default: return "this is not JSON"
        }
    }

    private func nextLine() throws -> ArraySlice<UInt8>? {
        var searched = start
        while true {
            if let newline = buffer[searched...].firstIndex(of: 0x0A) {
                defer { start = newline + 1 }
                return buffer[start..<newline]
            }
            if isAtEnd {
                defer { start = buffer.count }
                return start < buffer.count ? buffer[start...] : nil
            }
            if buffer.count - start > RecordingReader.longestLine {
                lineNumber += 1
                throw failure("this line is too long")
            }
            buffer.removeSubrange(..<start)
            start = 0
            searched = buffer.count
            try fill()
        }
    }

    private func fill() throws {
        do {
            let block = UnsafeMutableRawBufferPointer.allocate(byteCount: 256 << 10, alignment: 1)
            defer { block.deallocate() }
            let count = try descriptor?.read(into: block) ?? 0
            if count == 0 { isAtEnd = true }
            buffer += UnsafeRawBufferPointer(rebasing: block[..<count])
        } catch {
            throw RecordingError(message: "cannot read \(name): \(error)")
        }
    }
}
