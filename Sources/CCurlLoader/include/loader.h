#ifndef CURLEW_CCURLLOADER_H
#define CURLEW_CCURLLOADER_H
/* In trampoline.S: functions by the names of libcurl's, each of which jumps to where its entry here points. */

extern const char curlew_curl_names[];
extern void *curlew_curl_entries[];

/* The names, each with its terminating zero; an empty one ends them. */
static inline const char *curlew_curl_first_name(void) { return curlew_curl_names; }
/* An entry for each name, in their order; `abort` until it is filled. */
static inline void **curlew_curl_first_entry(void) { return curlew_curl_entries; }
#endif
