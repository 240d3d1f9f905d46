#ifndef CURLEW_CCODINGS_H
#define CURLEW_CCODINGS_H
#include <stddef.h>
#include <stdint.h>

/* What is called of the libraries that libcurl itself decodes with. They are found when a body is to be decoded (dlopen): libcurl
   has them at run time, but installing what it takes to build with libcurl does not bring their headers. Only what their
   stable interfaces promise is used here. */

/* zlib.h: z_stream */
typedef struct {
    const uint8_t *next_in;
    unsigned int avail_in;
    unsigned long total_in;
    uint8_t *next_out;
    unsigned int avail_out;
    unsigned long total_out;
    const char *msg;
    void *state;
    void *zalloc, *zfree, *opaque;
    int data_type;
    unsigned long adler, reserved;
} curlew_z_stream;
typedef int (*curlew_inflate_init)(curlew_z_stream *stream, int window_bits, const char *version, int stream_size);
typedef int (*curlew_inflate)(curlew_z_stream *stream, int flush);
typedef int (*curlew_inflate_end)(curlew_z_stream *stream);

/* brotli/decode.h */
typedef void *(*curlew_brotli_create)(void *allocate, void *release, void *context);
typedef void (*curlew_brotli_destroy)(void *state);
typedef int (*curlew_brotli_decompress)(
    void *state, size_t *available_in, const uint8_t **next_in, size_t *available_out, uint8_t **next_out, size_t *total_out);

/* zstd.h */
typedef struct { const void *start; size_t size, place; } curlew_zstd_input;
typedef struct { void *start; size_t size, place; } curlew_zstd_output;
typedef void *(*curlew_zstd_create)(void);
typedef size_t (*curlew_zstd_free)(void *stream);
typedef size_t (*curlew_zstd_set)(void *stream, int parameter, int value);
typedef size_t (*curlew_zstd_decompress)(void *stream, curlew_zstd_output *output, curlew_zstd_input *input);
typedef unsigned (*curlew_zstd_is_error)(size_t code);
typedef const char *(*curlew_zstd_error_name)(size_t code);
#endif
