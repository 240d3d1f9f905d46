package import Documents
package import HTTP

extension CharsetFinder {
    /// For the body that belongs to a head, nil for none; `chosen` is the name of a charset that was chosen by hand.
    package init(_ head: ResponseHead?, chosen: String?) {
        let type = head?.fields["content-type"].map(MediaType.init)
        self.init(chosen: chosen, type: type?.essence, declared: type?.charset)
    }
}
