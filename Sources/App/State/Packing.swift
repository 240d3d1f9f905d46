package import Bodies
package import HTTP
package import Plan

/// How a body is packed that can be shown decoded.
package struct Packing: Sendable, Equatable {
    package let coding: ContentCoding
    /// The body is a packed file, and Content-Type says so; else that is the type of what is in it.
    package let isFile: Bool

    /// The name of the view that shows it decoded.
    static let viewName = ViewerSettings.decodedView
    static let viewSummary = "what a gzip, deflate, br or zstd body decodes to, in any view; again: as it came"

    /// Nil if the body is not packed, or comes decoded already (`--compressed`). `head` and `request` are those it belongs to;
    /// nil for a body without them.
    package init?(_ head: ResponseHead?, _ request: Request?, beginning: [UInt8]) {
        if request?.decodesContent != true, let coding = head?.fields["content-encoding"].flatMap(ContentCoding.init(contentEncoding:)),
            coding.fits(beginning)
        {
            self.coding = coding
            isFile = false
            return
        }
        let type = head?.fields["content-type"].map { MediaType($0).essence }
        let name = request.map { RemoteName.of(url: $0.url) } ?? ""
        guard let coding = ContentCoding(ofFileNamed: name, type: type, beginning: beginning), coding.fits(beginning) else { return nil }
        self.coding = coding
        isFile = true
    }
}
