// Which of 64 bytes are of a class, a bit each, the first byte in the lowest bit; and how many. Nothing is decided here.
#include <stdint.h>

typedef struct {
    uint64_t quote;     // "
    uint64_t backslash; // a backslash
    uint64_t slash;     // /
    uint64_t structure; // { } [ ] : ,
    uint64_t space;     // blank, tab, LF, CR
    uint64_t newline;   // LF
} curlew_json_masks;

// The number of a class, as in JSONByte.Kind; ' is of a class of its own.
static inline uint8_t curlew_json_class(uint8_t byte) {
    static const uint8_t classes[256] = {
        [' '] = 1, ['\t'] = 1, ['\n'] = 1, ['\r'] = 1, ['{'] = 2, ['['] = 2, ['}'] = 3, [']'] = 3, [','] = 4,
        [':'] = 5, ['"'] = 6,  ['/'] = 7,  [0x1E] = 8,  ['\''] = 9};
    return classes[byte];
}

#if defined(__SSE2__)
#include <emmintrin.h>

// How many of 64 bytes are `byte`.
static inline uint64_t curlew_count_of(const uint8_t *bytes, uint8_t byte) {
    const __m128i wanted = _mm_set1_epi8((char)byte);
    __m128i sums = _mm_setzero_si128();
    for (int lane = 0; lane < 4; lane++) {
        const __m128i chunk = _mm_loadu_si128((const __m128i *)(bytes + 16 * lane));
        sums = _mm_sub_epi8(sums, _mm_cmpeq_epi8(chunk, wanted));
    }
    const __m128i halves = _mm_sad_epu8(sums, _mm_setzero_si128());
    return (uint64_t)_mm_cvtsi128_si64(halves) + (uint64_t)_mm_extract_epi16(halves, 4);
}

static inline curlew_json_masks curlew_json_masks_of(const uint8_t *bytes) {
    curlew_json_masks masks = {0, 0, 0, 0, 0, 0};
    for (int lane = 0; lane < 4; lane++) {
        const __m128i chunk = _mm_loadu_si128((const __m128i *)(bytes + 16 * lane));
        const __m128i lower = _mm_or_si128(chunk, _mm_set1_epi8(0x20));
#define CURLEW_IS(character) _mm_cmpeq_epi8(chunk, _mm_set1_epi8(character))
#define CURLEW_BITS(matches) ((uint64_t)(uint16_t)_mm_movemask_epi8(matches) << (16 * lane))
        const __m128i newline = CURLEW_IS('\n');
        masks.quote |= CURLEW_BITS(CURLEW_IS('"'));
        masks.backslash |= CURLEW_BITS(CURLEW_IS('\\'));
        masks.slash |= CURLEW_BITS(CURLEW_IS('/'));
        // [ and ] are { and } without one bit.
        const __m128i brackets =
            _mm_or_si128(_mm_cmpeq_epi8(lower, _mm_set1_epi8('{')), _mm_cmpeq_epi8(lower, _mm_set1_epi8('}')));
        masks.structure |= CURLEW_BITS(_mm_or_si128(brackets, _mm_or_si128(CURLEW_IS(':'), CURLEW_IS(','))));
        masks.space |=
            CURLEW_BITS(_mm_or_si128(_mm_or_si128(CURLEW_IS(' '), CURLEW_IS('\t')), _mm_or_si128(newline, CURLEW_IS('\r'))));
        masks.newline |= CURLEW_BITS(newline);
#undef CURLEW_IS
#undef CURLEW_BITS
    }
    return masks;
}

#elif defined(__aarch64__) && defined(__ARM_NEON)
#include <arm_neon.h>

// The highest bit of each of 64 bytes that are 0x00 or 0xFF.
static inline uint64_t curlew_bits(uint8x16_t a, uint8x16_t b, uint8x16_t c, uint8x16_t d) {
    const uint8x16_t bits = {1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128};
    const uint8x16_t ab = vpaddq_u8(vandq_u8(a, bits), vandq_u8(b, bits));
    const uint8x16_t cd = vpaddq_u8(vandq_u8(c, bits), vandq_u8(d, bits));
    const uint8x16_t abcd = vpaddq_u8(ab, cd);
    return vgetq_lane_u64(vreinterpretq_u64_u8(vpaddq_u8(abcd, abcd)), 0);
}

static inline uint64_t curlew_count_of(const uint8_t *bytes, uint8_t byte) {
    const uint8x16_t wanted = vdupq_n_u8(byte);
    uint8x16_t sums = vdupq_n_u8(0);
    for (int lane = 0; lane < 4; lane++)
        sums = vsubq_u8(sums, vceqq_u8(vld1q_u8(bytes + 16 * lane), wanted));
    return vaddvq_u8(sums);
}

static inline curlew_json_masks curlew_json_masks_of(const uint8_t *bytes) {
    uint8x16_t chunk[4], brackets[4];
    for (int lane = 0; lane < 4; lane++) {
        chunk[lane] = vld1q_u8(bytes + 16 * lane);
        const uint8x16_t lower = vorrq_u8(chunk[lane], vdupq_n_u8(0x20));
        brackets[lane] = vorrq_u8(vceqq_u8(lower, vdupq_n_u8('{')), vceqq_u8(lower, vdupq_n_u8('}')));
    }
#define CURLEW_IS(lane, character) vceqq_u8(chunk[lane], vdupq_n_u8(character))
#define CURLEW_ALL(of) curlew_bits(of(0), of(1), of(2), of(3))
#define CURLEW_QUOTE(lane) CURLEW_IS(lane, '"')
#define CURLEW_BACKSLASH(lane) CURLEW_IS(lane, '\\')
#define CURLEW_SLASH(lane) CURLEW_IS(lane, '/')
#define CURLEW_NEWLINE(lane) CURLEW_IS(lane, '\n')
#define CURLEW_STRUCTURE(lane) vorrq_u8(brackets[lane], vorrq_u8(CURLEW_IS(lane, ':'), CURLEW_IS(lane, ',')))
#define CURLEW_SPACE(lane) \
    vorrq_u8(vorrq_u8(CURLEW_IS(lane, ' '), CURLEW_IS(lane, '\t')), vorrq_u8(CURLEW_IS(lane, '\n'), CURLEW_IS(lane, '\r')))
    curlew_json_masks masks = {
        CURLEW_ALL(CURLEW_QUOTE), CURLEW_ALL(CURLEW_BACKSLASH), CURLEW_ALL(CURLEW_SLASH),
        CURLEW_ALL(CURLEW_STRUCTURE), CURLEW_ALL(CURLEW_SPACE), CURLEW_ALL(CURLEW_NEWLINE)};
#undef CURLEW_IS
#undef CURLEW_ALL
#undef CURLEW_QUOTE
#undef CURLEW_BACKSLASH
#undef CURLEW_SLASH
#undef CURLEW_NEWLINE
#undef CURLEW_STRUCTURE
#undef CURLEW_SPACE
    return masks;
}

#else

static inline uint64_t curlew_count_of(const uint8_t *bytes, uint8_t byte) {
    uint64_t count = 0;
    for (int index = 0; index < 64; index++) count += bytes[index] == byte;
    return count;
}

static inline curlew_json_masks curlew_json_masks_of(const uint8_t *bytes) {
    curlew_json_masks masks = {0, 0, 0, 0, 0, 0};
    for (int index = 0; index < 64; index++) {
        const uint64_t bit = (uint64_t)1 << index;
        switch (bytes[index]) {
        case '"': masks.quote |= bit; break;
        case '\\': masks.backslash |= bit; break;
        case '/': masks.slash |= bit; break;
        case '{': case '}': case '[': case ']': case ':': case ',': masks.structure |= bit; break;
        case '\n': masks.newline |= bit; masks.space |= bit; break;
        case ' ': case '\t': case '\r': masks.space |= bit; break;
        default: break;
        }
    }
    return masks;
}

#endif

// Those that are `byte` once the bits of `fold` are set in them.
static inline uint64_t curlew_equal_mask(const uint8_t *bytes, uint8_t byte, uint8_t fold) {
    uint64_t mask = 0;
#if defined(__SSE2__)
    const __m128i wanted = _mm_set1_epi8((char)byte), folded = _mm_set1_epi8((char)fold);
    for (int lane = 0; lane < 4; lane++) {
        const __m128i chunk = _mm_or_si128(_mm_loadu_si128((const __m128i *)(bytes + 16 * lane)), folded);
        mask |= (uint64_t)(uint16_t)_mm_movemask_epi8(_mm_cmpeq_epi8(chunk, wanted)) << (16 * lane);
    }
#elif defined(__aarch64__) && defined(__ARM_NEON)
    const uint8x16_t wanted = vdupq_n_u8(byte), folded = vdupq_n_u8(fold);
    uint8x16_t equal[4];
    for (int lane = 0; lane < 4; lane++) equal[lane] = vceqq_u8(vorrq_u8(vld1q_u8(bytes + 16 * lane), folded), wanted);
    mask = curlew_bits(equal[0], equal[1], equal[2], equal[3]);
#else
    for (int index = 0; index < 64; index++) mask |= (uint64_t)((bytes[index] | fold) == byte) << index;
#endif
    return mask;
}
