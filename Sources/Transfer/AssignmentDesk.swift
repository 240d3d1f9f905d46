internal import Foundation
internal import FoundationNetworking
internal import System

/// How an assignment gets through URLSession to the URLProtocol that carries it out.
///
/// URLSession makes the URLProtocol, from a request only, and on Linux it drops the properties that
/// `URLProtocol.setProperty` puts on one. So the request carries a number, and the assignment waits here.
enum AssignmentDesk {
    private static let waiting = Lock(Waiting())
    private static let field = "Assignment"
    /// Foundation's `URL` re-encodes, re-cases and refuses what people type: libcurl reads the real one.
    static let address = URL(fileURLWithPath: "/", isDirectory: true)

    private struct Waiting {
        var lastNumber = 0
        var assignments: [String: Assignment] = [:]
    }

    /// The request to give to URLSession.
    static func leave(_ assignment: Assignment) -> URLRequest {
        let number = waiting.withLock { waiting in
            waiting.lastNumber += 1
            let number = String(waiting.lastNumber)
            waiting.assignments[number] = assignment
            return number
        }
        var request = URLRequest(url: address)
        request.setValue(number, forHTTPHeaderField: field)
        return request
    }

    static func knows(_ request: URLRequest) -> Bool {
        request.value(forHTTPHeaderField: field) != nil
    }

    /// Once for every request; `nil` after that.
    static func collect(_ request: URLRequest) -> Assignment? {
        guard let number = request.value(forHTTPHeaderField: field) else { return nil }
        return waiting.withLock { $0.assignments.removeValue(forKey: number) }
    }
}
