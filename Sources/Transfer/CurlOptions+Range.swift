internal import CCurl
internal import Plan

/// Which part of the resource, and on what condition.
extension CurlOptions {
    func setRange(_ request: Request) throws {
        if let target = request.target { try set(CURLOPT_REQUEST_TARGET, target) }
        // After `--range`, since it takes its place.
        if let range = request.range { try set(CURLOPT_RANGE, range) }
        if let offset = request.resumeFrom {
            try check(curlew_setopt_offset(handle, CURLOPT_RESUME_FROM_LARGE, curl_off_t(offset)))
        }
        guard let condition = request.timeCondition else { return }
        let kind =
            switch condition.kind {
            case .modifiedSince: CURL_TIMECOND_IFMODSINCE
            case .unmodifiedSince: CURL_TIMECOND_IFUNMODSINCE
            case .lastModified: CURL_TIMECOND_LASTMOD
            }
        try set(CURLOPT_TIMECONDITION, Int(kind.rawValue))
        try check(curlew_setopt_offset(handle, CURLOPT_TIMEVALUE_LARGE, curl_off_t(condition.time)))
    }
}
