internal import Bytes
package import HTTP
package import Plan

/// An exchange that is over, as `-w` looks at it.
package struct WriteOutSubject {
    let request: Request
    let exchange: Exchange
    let settings: Output
    let exitStatus: Int32
    /// Why it failed, `nil` if it did not.
    let failure: String?
    /// The body's file; `nil` for standard output.
    let fileName: String?
    /// Certificates were asked for by name: only then are there any, as in curl.
    let showsCertificates: Bool

    /// libcurl's own name and version.
    let libraryVersion: String

    /// `outcome`: how it ended for those who wait for its exit status. `fileName`: the body's file; `nil` for standard
    /// output. `libraryVersion`: libcurl's own name and version.
    package init(_ plan: Plan, _ exchange: Exchange, _ outcome: Outcome, fileName: String?, libraryVersion: String) {
        self.exchange = exchange
        self.libraryVersion = libraryVersion
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
        self.fileName = fileName
        let format = String(decoding: plan.output.writeOut ?? [], as: UTF8.self)
        showsCertificates = ["%{certs}", "%{num_certs}"].contains { format.contains($0) }
    }

    var report: TransferReport { exchange.report }
    var figures: TransferFigures { exchange.report.figures }

    /// Fields of the last head.
    private var fields: [HeaderField] { exchange.finalHead?.fields.fields.filter { $0.name.count < $0.line.count } ?? [] }

    /// How many fields came in the last block of them, be it a head or the trailers.
    var fieldCount: Int { exchange.trailers.fields.isEmpty ? fields.count : exchange.trailers.fields.count }

    /// The value of the first field of that name.
    func field(named name: String) -> [UInt8]? {
        fields.first { $0.name.equalsIgnoringCase(name) }.map { Array($0.value) }
    }

    /// `%{json}`: all variables, and the library's version.
    var json: String {
        let members = WriteOutVariable.all.map { "\"\($0.name)\":\($0.value(self).json)," }.joined()
        return "{\(members)\"curl_version\":\(JSONString.quoted(libraryVersion))}"
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
