internal import CCurl
internal import Plan

/// A multipart body in libcurl's terms.
extension CurlOptions {
    mutating func setForm(_ request: Request) throws {
        guard let form = request.form else { return }
        let parts = try mime()
        self.form = parts
        try add(form.parts, to: parts)
        try check(curlew_setopt_pointer(handle, CURLOPT_MIMEPOST, UnsafeMutableRawPointer(parts)))
        if form.escapesWithBackslash { try set(CURLOPT_MIME_OPTIONS, curlew_mime_escape) }
    }

    private func mime() throws -> OpaquePointer {
        guard let parts = curl_mime_init(handle) else { throw OptionRefusal(code: CURLE_OUT_OF_MEMORY) }
        return parts
    }

    private func add(_ parts: [FormPart], to mime: OpaquePointer) throws {
        for part in parts {
            guard let entry = curl_mime_addpart(mime) else { throw OptionRefusal(code: CURLE_OUT_OF_MEMORY) }
            try fill(entry, with: part)
        }
    }

    private func fill(_ entry: OpaquePointer, with part: FormPart) throws {
        switch part.content {
        case .bytes(let bytes):
            let text = bytes.map(CChar.init(bitPattern:))
            try check(curl_mime_data(entry, text, bytes.count))
        case .file(let path, let isUpload):
            // libcurl looks here already whether it can be read.
            try check(curl_mime_filedata(entry, path))
            if !isUpload { try check(curl_mime_filename(entry, nil)) }
        case .parts(let parts):
            let subparts = try mime()
            let code = curl_mime_subparts(entry, subparts)
            if code != CURLE_OK { curl_mime_free(subparts) }
            try check(code)
            try add(parts, to: subparts)
        }
        if let fileName = part.fileName { try check(curl_mime_filename(entry, fileName)) }
        if let type = part.type { try check(curl_mime_type(entry, type)) }
        if let encoder = part.encoder { try check(curl_mime_encoder(entry, encoder)) }
        if let name = part.name { try check(curl_mime_name(entry, name)) }
        if let list = slist(part.headerLines) {
            let code = curl_mime_headers(entry, list, 1)
            if code != CURLE_OK { curl_slist_free_all(list) }
            try check(code)
        }
    }

    private func slist(_ lines: [String]) -> UnsafeMutablePointer<curl_slist>? {
        var list: UnsafeMutablePointer<curl_slist>?
        for line in lines { list = curl_slist_append(list, line) ?? list }
        return list
    }
}
