internal import CCurl
internal import Plan

extension CurlOptions {
    func setAuthentication(_ request: Request) throws {
        let authentication = request.authentication
        try set(CURLOPT_USERPWD, request.credentials)
        let hasToken = authentication.bearerToken != nil
        if !authentication.schemes.isEmpty || hasToken {
            try set(CURLOPT_HTTPAUTH, authentication.schemes.bits(withBearer: hasToken))
        }
        try set(CURLOPT_XOAUTH2_BEARER, authentication.bearerToken)
        try set(CURLOPT_AWS_SIGV4, authentication.awsSignature)
        try set(CURLOPT_SERVICE_NAME, authentication.serviceName)
        switch authentication.delegation {
        case .none: break
        case .policy: try set(CURLOPT_GSSAPI_DELEGATION, Int(CURLGSSAPI_DELEGATION_POLICY_FLAG))
        case .always: try set(CURLOPT_GSSAPI_DELEGATION, Int(CURLGSSAPI_DELEGATION_FLAG))
        }
        let netrc = authentication.netrc
        if netrc.isOptional {
            try set(CURLOPT_NETRC, Int(CURL_NETRC_OPTIONAL.rawValue))
        } else if netrc.isRequired || netrc.path != nil {
            try set(CURLOPT_NETRC, Int(CURL_NETRC_REQUIRED.rawValue))
        }
        try set(CURLOPT_NETRC_FILE, netrc.path)
    }
}

extension AuthenticationSchemes {
    /// As CURLOPT_HTTPAUTH takes them.
    func bits(withBearer hasToken: Bool = false) -> Int {
        func bit(_ scheme: AuthenticationSchemes) -> Int32 { contains(scheme) ? 1 : 0 }
        if contains(.any) { return curlew_auth_any() }
        return curlew_auth(bit(.basic), bit(.digest), bit(.ntlm), bit(.ntlmByHelper), bit(.negotiate), hasToken ? 1 : 0)
    }
}
