internal import Bytes
package import HTTP
package import Plan

/// What `-w` may be asked for and no plan or exchange says.
package struct WriteOutFacts {
    /// The body's file; `nil` for standard output.
    package var fileName: String?
    /// How often the exchange was tried again.
    package var retries = 0
    /// Now, since 1970 in UTC.
    package var time = Duration.zero
    /// libcurl's own name and version.
    package var libraryVersion = ""
    /// A part of a URL as libcurl reads it; `nil` if there is none.
    package var part: (URLPart, _ url: String) -> String? = { _, _ in nil }

    package init() {}
}

/// An exchange that is over, as `-w` looks at it.
package struct WriteOutSubject {
    let request: Request
    let exchange: Exchange
    let settings: Output
    let exitStatus: Int32
    /// Why it failed, `nil` if it did not.
    let failure: String?
    /// Certificates were asked for by name: only then are there any, as in curl.
    let showsCertificates: Bool
    private let facts: WriteOutFacts

    /// `outcome`: how it ended for those who wait for its exit status.
    package init(_ plan: Plan, _ exchange: Exchange, _ outcome: Outcome, _ facts: WriteOutFacts) {
        self.exchange = exchange
        self.facts = facts
        request = plan.request
        settings = plan.output
        exitStatus = outcome.exitStatus
        failure =
            switch outcome {
            // libcurl knows of no failure there, and so has but its general words.
            case .failed(let failure) where failure.exitStatus == 22 && plan.errorStatus == .failsWithBody:
                "HTTP response code said error"
            case .failed(let failure): failure.message
            case .complete, .stopped: nil
            }
        let format = String(decoding: plan.output.writeOut ?? [], as: UTF8.self)
        showsCertificates = ["%{certs}", "%{num_certs}"].contains { format.contains($0) }
    }

    var fileName: String? { facts.fileName }
    var retries: Int { facts.retries }
    var time: Duration { facts.time }

    /// A part of the URL asked for, or of the last that was followed to.
    func part(_ part: URLPart, ofLast isLast: Bool) -> String? {
        (isLast ? report.effectiveURL : request.url).flatMap { facts.part(part, $0) }
    }

    var report: TransferReport { exchange.report }
    var figures: TransferFigures { exchange.report.figures }

    /// Fields of the last head.
    private var fields: [HeaderField] { exchange.finalHead.map(fields) ?? [] }

    /// Without lines that are none.
    private func fields(of head: ResponseHead) -> [HeaderField] {
        head.fields.unfolded.filter { $0.name.count < $0.line.count }
    }

    /// How many fields came in the last block of them, be it a head or the trailers.
    var fieldCount: Int { exchange.trailers.fields.isEmpty ? fields.count : exchange.trailers.fields.count }

    /// The value of the first field of that name.
    func field(named name: String) -> [UInt8]? {
        fields.first { $0.name.equalsIgnoringCase(name) }.map { Array($0.value) }
    }

    /// The values of all fields of that name, in the order of their coming; not those of a proxy's answer to CONNECT.
    func fieldsOfAll(named name: String) -> [[UInt8]] {
        var isProxys = false
        var values: [[UInt8]] = []
        for message in exchange.messages {
            switch message {
            case .request(let head): isProxys = head.starts(with: "CONNECT ".utf8)
            case .response(let head) where !isProxys && !head.isInterim:
                values += fields(of: head).filter { $0.name.equalsIgnoringCase(name) }.map { Array($0.value) }
            case .response, .requestBody, .note: break
            }
        }
        return values
    }

    /// `%{json}`: all variables, and the library's version.
    var json: String {
        let members = WriteOutVariable.all.map { "\"\($0.name)\":\($0.value(self).json)," }.joined()
        return "{\(members)\"curl_version\":\(JSONString.quoted(facts.libraryVersion))}"
    }

    /// `%{header_json}`: each name once, in lower case, with all its values.
    var headerJSON: String {
        var names: [String] = [], values: [String: [String]] = [:]
        for field in fields {
            let name = String(decoding: field.name, as: UTF8.self).lowercased()
            if values[name] == nil { names.append(name) }
            values[name, default: []].append(JSONString.quoted(String(decoding: field.value, as: UTF8.self)))
        }
        let members = names.map { "\(JSONString.quoted($0)):[\((values[$0] ?? []).joined(separator: ","))]" }
        return "{\(members.joined(separator: ",\n"))\n}"
    }
}
