internal import CCurl
internal import Plan

extension CurlOptions {
    /// All but the callbacks, which are the `UploadReader`'s.
    func setUpload(_ request: Request) throws {
        if request.convertsLineEnds { try set(CURLOPT_CRLF, 1) }
        if request.upload != nil { try set(CURLOPT_UPLOAD, 1) }
    }
}
