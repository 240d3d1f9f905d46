internal import Bytes
internal import CCurl
internal import System

/// The certificates of a server that were refused. libcurl tells those of a connection that it made and no others, so OpenSSL is
/// asked when it verifies them: what it decides is not touched.
///
/// A class, since C keeps a pointer to it. Must outlive the transfer; used by its thread only.
final class RefusedChain {
    /// As libcurl tells certificates: `name:value` lines, the server's own first.
    private(set) var certificates: [[String]] = []
    private static let mostCertificates = 10

    /// Does nothing if libcurl uses another library for TLS.
    func attach(to handle: UnsafeMutableRawPointer) {
        guard OpenSSL.found != nil else { return }
        _ = curlew_set_context_callback(handle, contextMade, Unmanaged.passUnretained(self).toOpaque())
    }

    fileprivate func watch(_ context: UnsafeMutableRawPointer) {
        OpenSSL.found?.setVerify(context, verify, Unmanaged.passUnretained(self).toOpaque())
    }

    fileprivate func verified(_ store: UnsafeMutableRawPointer?) -> Int32 {
        guard let library = OpenSSL.found else { return 0 }
        let result = library.verify(store)
        if result <= 0, let chain = library.chain(store) {
            let count = min(Int(library.count(chain)), RefusedChain.mostCertificates)
            certificates = (0..<max(0, count)).compactMap { library.element(chain, Int32($0)).map(library.lines) }
        }
        return result
    }
}

/// Is called for each SSL_CTX that libcurl makes.
private func contextMade(
    _ handle: UnsafeMutableRawPointer?, _ context: UnsafeMutableRawPointer?, _ data: UnsafeMutableRawPointer?
) -> CURLcode {
    if let context, let data { Unmanaged<RefusedChain>.fromOpaque(data).takeUnretainedValue().watch(context) }
    return CURLE_OK
}

/// In the place of X509_verify_cert, which it calls.
private func verify(_ store: UnsafeMutableRawPointer?, _ data: UnsafeMutableRawPointer?) -> Int32 {
    guard let data else { return 0 }
    return Unmanaged<RefusedChain>.fromOpaque(data).takeUnretainedValue().verified(store)
}

/// The functions of OpenSSL that are needed, from the library that libcurl uses.
private struct OpenSSL: @unchecked Sendable {
    // Functions of C, which any thread may call.
    let setVerify: curlew_set_verify
    let verify: curlew_verify
    let chain: curlew_get_pointer
    let count: curlew_count
    let element: curlew_element
    private let toDER: curlew_to_der
    private let memory: curlew_memory_method
    private let newStream: curlew_new_stream
    private let print: curlew_print
    private let read: curlew_read_stream
    private let free: curlew_free_stream

    static let found = OpenSSL()

    /// Of a certificate as text, in bytes.
    private static let longestText = 64 << 10
    /// As libcurl has it: `CN = name, O = organisation`; in UTF-8, and no control character as it is (ASN1_STRFLGS_UTF8_CONVERT,
    /// ASN1_STRFLGS_ESC_CTRL, XN_FLAG_SEP_CPLUS_SPC, XN_FLAG_SPC_EQ).
    private static let nameFlags: UInt = 0x10 | 2 | 2 << 16 | 1 << 23

    private init?() {
        guard let version = curl_version_info(CURLVERSION_ELEVENTH)?.pointee.ssl_version, String(cString: version).hasPrefix("OpenSSL/"),
            let library = DynamicLibrary("libcurl", version: 4),
            let setVerify: curlew_set_verify = library.function("SSL_CTX_set_cert_verify_callback"),
            let verify: curlew_verify = library.function("X509_verify_cert"),
            let chain: curlew_get_pointer = library.function("X509_STORE_CTX_get0_untrusted"),
            let count: curlew_count = library.function("OPENSSL_sk_num"),
            let element: curlew_element = library.function("OPENSSL_sk_value"),
            let toDER: curlew_to_der = library.function("i2d_X509"),
            let memory: curlew_memory_method = library.function("BIO_s_mem"),
            let newStream: curlew_new_stream = library.function("BIO_new"),
            let print: curlew_print = library.function("X509_print_ex"),
            let read: curlew_read_stream = library.function("BIO_read"),
            let free: curlew_free_stream = library.function("BIO_free")
        else { return nil }
        (self.setVerify, self.verify, self.chain, self.count, self.element) = (setVerify, verify, chain, count, element)
        (self.toDER, self.memory, self.newStream) = (toDER, memory, newStream)
        (self.print, self.read, self.free) = (print, read, free)
    }

    /// What libcurl would tell of a certificate, as far as it is shown.
    func lines(of certificate: UnsafeMutableRawPointer) -> [String] {
        let rows = text(of: certificate).split(separator: "\n").map { $0.drop { $0 == " " } }
        var lines: [String] = []
        let names = [
            ("Subject: ", "Subject"), ("Issuer: ", "Issuer"), ("Not Before: ", "Start date"), ("Not After : ", "Expire date"),
            ("Public Key Algorithm: ", "Public Key Algorithm"), ("Public-Key: (", "RSA Public Key"),
        ]
        for (index, row) in rows.enumerated() {
            if let (start, name) = names.first(where: { row.hasPrefix($0.0) }) {
                // `(2048 bit)`
                let value = row.dropFirst(start.count)
                lines.append("\(name):\(start.hasSuffix("(") ? value.prefix { $0 != " " } : value)")
            }
            if row.hasPrefix("X509v3 Subject Alternative Name:"), index + 1 < rows.count {
                lines.append("X509v3 Subject Alternative Name:\(rows[index + 1])")
            }
        }
        return lines + ["Cert:\(base64(of: certificate))"]
    }

    private func text(of certificate: UnsafeMutableRawPointer) -> String {
        guard let stream = newStream(memory()) else { return "" }
        defer { _ = free(stream) }
        _ = print(stream, certificate, OpenSSL.nameFlags, 0)
        let bytes = [UInt8](unsafeUninitializedCapacity: OpenSSL.longestText) { buffer, count in
            count = max(0, Int(read(stream, buffer.baseAddress, Int32(buffer.count))))
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private func base64(of certificate: UnsafeMutableRawPointer) -> String {
        let length = toDER(certificate, nil)
        guard length > 0 else { return "" }
        let bytes = [UInt8](unsafeUninitializedCapacity: Int(length)) { buffer, count in
            var next = buffer.baseAddress
            count = max(0, Int(toDER(certificate, &next)))
        }
        return String(decoding: Base64.encoded(bytes), as: UTF8.self)
    }
}
