internal import CCurl

/// The moment that `text` stands for in one of the forms of curl_getdate(3), in seconds since 1970; `nil` if it is no date.
package func curlDate(_ text: String) -> Int? {
    let time = curl_getdate(text, nil)
    return time == -1 ? nil : time
}
