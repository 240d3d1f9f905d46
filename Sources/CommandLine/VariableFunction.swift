internal import Bytes

/// What can be done to a variable while it is put in: `{{name:trim:url}}` (curl(1), VARIABLES).
enum VariableFunction: String {
    case trim, json, url, b64

    func apply(to value: [UInt8]) -> [UInt8] {
        switch self {
        case .trim:
            return Array(value.trimmed(\.isSpace))
        case .json:
            var text: [UInt8] = []
            JSONString.append(value, to: &text)
            return text
        case .url: return percentEncoded(value)
        case .b64: return Base64.encoded(value)
        }
    }
}
