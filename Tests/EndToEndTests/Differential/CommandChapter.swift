/// The table, by what the rows are about.
enum CommandChapter: String, CaseIterable, Sendable {
    case requests, data, bodies, outputs, network, access, tls, badInput

    var rows: [CommandRow] {
        switch self {
        case .requests: requestRows
        case .data: dataRows
        case .bodies: bodyRows
        case .outputs: outputRows
        case .network: networkRows
        case .access: accessRows + rareAccessRows
        case .tls: tlsRows
        case .badInput: badInputRows
        }
    }
}
