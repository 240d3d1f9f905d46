#ifndef CURLEW_CCURL_H
#define CURLEW_CCURL_H
#include <curl/curl.h>

/* curl_easy_setopt and curl_easy_getinfo are variadic, which Swift cannot call: one function a type. */
static inline CURLcode curlew_setopt_long(CURL *h, CURLoption o, long v) { return curl_easy_setopt(h, o, v); }
static inline CURLcode curlew_setopt_offset(CURL *h, CURLoption o, curl_off_t v) { return curl_easy_setopt(h, o, v); }
static inline CURLcode curlew_setopt_string(CURL *h, CURLoption o, const char *v) { return curl_easy_setopt(h, o, v); }
static inline CURLcode curlew_setopt_pointer(CURL *h, CURLoption o, void *v) { return curl_easy_setopt(h, o, v); }
static inline CURLcode curlew_setopt_list(CURL *h, CURLoption o, struct curl_slist *v) { return curl_easy_setopt(h, o, v); }

/* The three callbacks of a transfer. The pointer is the one given at setopt. */
typedef size_t (*curlew_data_callback)(char *bytes, size_t size, size_t count, void *context);
typedef int (*curlew_debug_callback)(CURL *h, curl_infotype kind, char *bytes, size_t count, void *context);
static inline CURLcode curlew_set_write_callback(CURL *h, curlew_data_callback f, void *context) {
    CURLcode code = curl_easy_setopt(h, CURLOPT_WRITEFUNCTION, f);
    return code ? code : curl_easy_setopt(h, CURLOPT_WRITEDATA, context);
}
static inline CURLcode curlew_set_header_callback(CURL *h, curlew_data_callback f, void *context) {
    CURLcode code = curl_easy_setopt(h, CURLOPT_HEADERFUNCTION, f);
    return code ? code : curl_easy_setopt(h, CURLOPT_HEADERDATA, context);
}
static inline CURLcode curlew_set_debug_callback(CURL *h, curlew_debug_callback f, void *context) {
    CURLcode code = curl_easy_setopt(h, CURLOPT_DEBUGFUNCTION, f);
    return code ? code : curl_easy_setopt(h, CURLOPT_DEBUGDATA, context);
}

/* A socket, before it is connected: what makes it, and what is set on it. */
typedef curl_socket_t (*curlew_open_callback)(void *context, curlsocktype purpose, struct curl_sockaddr *address);
typedef int (*curlew_socket_callback)(void *context, curl_socket_t socket, curlsocktype purpose);
static inline CURLcode curlew_set_open_callback(CURL *h, curlew_open_callback f, void *context) {
    CURLcode code = curl_easy_setopt(h, CURLOPT_OPENSOCKETFUNCTION, f);
    return code ? code : curl_easy_setopt(h, CURLOPT_OPENSOCKETDATA, context);
}
typedef int (*curlew_close_callback)(void *context, curl_socket_t socket);
static inline CURLcode curlew_set_close_callback(CURL *h, curlew_close_callback f, void *context) {
    CURLcode code = curl_easy_setopt(h, CURLOPT_CLOSESOCKETFUNCTION, f);
    return code ? code : curl_easy_setopt(h, CURLOPT_CLOSESOCKETDATA, context);
}
static inline CURLcode curlew_set_socket_callback(CURL *h, curlew_socket_callback f, void *context) {
    CURLcode code = curl_easy_setopt(h, CURLOPT_SOCKOPTFUNCTION, f);
    return code ? code : curl_easy_setopt(h, CURLOPT_SOCKOPTDATA, context);
}

/* Called before each name look-up; anything but 0 is a failed one. */
static inline CURLcode curlew_set_resolver_start(CURL *h, curl_resolver_start_callback f, void *context) {
    CURLcode code = curl_easy_setopt(h, CURLOPT_RESOLVER_START_FUNCTION, f);
    return code ? code : curl_easy_setopt(h, CURLOPT_RESOLVER_START_DATA, context);
}

/* Where an upload comes from: the pointer is the one given at setopt. */
typedef int (*curlew_seek_callback)(void *context, curl_off_t offset, int origin);
static inline CURLcode curlew_set_read_callback(CURL *h, curlew_data_callback f, curlew_seek_callback seek, void *context) {
    CURLcode code = curl_easy_setopt(h, CURLOPT_READFUNCTION, f);
    if (!code) code = curl_easy_setopt(h, CURLOPT_READDATA, context);
    if (!code) code = curl_easy_setopt(h, CURLOPT_SEEKFUNCTION, seek);
    return code ? code : curl_easy_setopt(h, CURLOPT_SEEKDATA, context);
}
/* For the options of OpenSSL's that libcurl does not have itself: it hands out the SSL_CTX. */
typedef CURLcode (*curlew_context_callback)(CURL *h, void *context, void *data);
static inline CURLcode curlew_set_context_callback(CURL *h, curlew_context_callback f, void *data) {
    CURLcode code = curl_easy_setopt(h, CURLOPT_SSL_CTX_FUNCTION, f);
    return code ? code : curl_easy_setopt(h, CURLOPT_SSL_CTX_DATA, data);
}

/* What is called of OpenSSL (1.1.0 or later), which libcurl has loaded. */
typedef int (*curlew_verify_callback)(void *store, void *argument);
typedef void (*curlew_set_verify)(void *context, curlew_verify_callback verify, void *argument);
typedef int (*curlew_verify)(void *store);
typedef void *(*curlew_get_pointer)(void *object);
typedef int (*curlew_count)(const void *stack);
typedef void *(*curlew_element)(const void *stack, int index);
typedef int (*curlew_to_der)(const void *certificate, unsigned char **bytes);
typedef const void *(*curlew_memory_method)(void);
typedef void *(*curlew_new_stream)(const void *method);
typedef int (*curlew_print)(void *stream, void *certificate, unsigned long name_flags, unsigned long flags);
typedef int (*curlew_read_stream)(void *stream, void *bytes, int count);
typedef int (*curlew_free_stream)(void *stream);

/* Computed macros. */
static const size_t curlew_read_pause = CURL_READFUNC_PAUSE;
static const size_t curlew_read_abort = CURL_READFUNC_ABORT;
static const long curlew_mime_escape = CURLMIMEOPT_FORMESCAPE;
static const long curlew_hsts_enable = CURLHSTS_ENABLE;

static inline CURLMcode curlew_multi_setopt_long(CURLM *m, CURLMoption o, long v) { return curl_multi_setopt(m, o, v); }

/* What transfers share. */
static inline CURLSHcode curlew_share_data(CURLSH *s, curl_lock_data data) { return curl_share_setopt(s, CURLSHOPT_SHARE, data); }
static inline CURLSHcode curlew_share_locks(CURLSH *s, curl_lock_function lock, curl_unlock_function unlock, void *context) {
    CURLSHcode code = curl_share_setopt(s, CURLSHOPT_LOCKFUNC, lock);
    if (!code) code = curl_share_setopt(s, CURLSHOPT_UNLOCKFUNC, unlock);
    return code ? code : curl_share_setopt(s, CURLSHOPT_USERDATA, context);
}

static inline CURLcode curlew_getinfo_long(CURL *h, CURLINFO i, long *v) { return curl_easy_getinfo(h, i, v); }
static inline CURLcode curlew_getinfo_offset(CURL *h, CURLINFO i, curl_off_t *v) { return curl_easy_getinfo(h, i, v); }
static inline CURLcode curlew_getinfo_string(CURL *h, CURLINFO i, const char **v) { return curl_easy_getinfo(h, i, (char **)v); }
static inline CURLcode curlew_getinfo_certificates(CURL *h, struct curl_certinfo **v) { return curl_easy_getinfo(h, CURLINFO_CERTINFO, v); }

/* No scheme at all: the options that replaced these two refuse an empty list. */
static inline CURLcode curlew_allow_no_scheme(CURL *h) {
    CURLcode code;
    CURL_IGNORE_DEPRECATION(code = curl_easy_setopt(h, CURLOPT_PROTOCOLS, 0L);)
    return code;
}
static inline CURLcode curlew_redirect_to_no_scheme(CURL *h) {
    CURLcode code;
    CURL_IGNORE_DEPRECATION(code = curl_easy_setopt(h, CURLOPT_REDIR_PROTOCOLS, 0L);)
    return code;
}

/* What came after libcurl 7.88; an older one says that it does not know it. */
static const CURLoption curlew_option_client_address = CURLOPTTYPE_STRINGPOINT + 323;
static const CURLoption curlew_option_ech = CURLOPTTYPE_STRINGPOINT + 325;
static const CURLoption curlew_option_signature_algorithms = CURLOPTTYPE_STRINGPOINT + 328;
static const long curlew_https2_proxy = 3; /* CURLPROXY_HTTPS2 */
static const long curlew_early_data = 1 << 6; /* CURLSSLOPT_EARLYDATA */
static const long curlew_follow_obeying_code = 2; /* CURLFOLLOW_OBEYCODE */
static const CURLINFO curlew_info_queue_time = CURLINFO_OFF_T + 65;
static const CURLINFO curlew_info_used_proxy = CURLINFO_LONG + 66;
static const CURLINFO curlew_info_posttransfer_time = CURLINFO_OFF_T + 67;
static const CURLINFO curlew_info_early_data = CURLINFO_OFF_T + 68;

/* Computed macros. */
static inline long curlew_auth(int basic, int digest, int ntlm, int ntlm_by_helper, int negotiate, int bearer) {
    return (long)((basic ? CURLAUTH_BASIC : 0) | (digest ? CURLAUTH_DIGEST : 0) | (ntlm ? CURLAUTH_NTLM : 0)
        | (ntlm_by_helper ? CURLAUTH_NTLM_WB : 0) | (negotiate ? CURLAUTH_NEGOTIATE : 0)
        | (bearer ? CURLAUTH_BEARER : 0));
}
static inline long curlew_auth_any(void) { return (long)CURLAUTH_ANY; }

/* CURL_GLOBAL_ALL is a computed macro. */
static inline CURLcode curlew_global_init(void) { return curl_global_init(CURL_GLOBAL_ALL); }
#endif
