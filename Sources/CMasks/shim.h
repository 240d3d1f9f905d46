// Which of 64 bytes are of a class, a bit each, the first byte in the lowest bit; and how many. Nothing is decided here but which of
// its instructions the processor has.
#include <stdint.h>

#define CURLEW_INLINE static inline __attribute__((always_inline))

// Those that are `byte` once the bits of `fold` are set in them.
#if defined(__x86_64__)
#include <immintrin.h>

CURLEW_INLINE uint64_t curlew_equal_mask(const uint8_t *bytes, uint8_t byte, uint8_t fold) {
    const __m128i wanted = _mm_set1_epi8((char)byte), folded = _mm_set1_epi8((char)fold);
    uint64_t mask = 0;
    for (int lane = 0; lane < 4; lane++) {
        const __m128i chunk = _mm_or_si128(_mm_loadu_si128((const __m128i *)(bytes + 16 * lane)), folded);
        mask |= (uint64_t)(uint16_t)_mm_movemask_epi8(_mm_cmpeq_epi8(chunk, wanted)) << (16 * lane);
    }
    return mask;
}

#define CURLEW_AVX2 __attribute__((target("avx2")))
CURLEW_INLINE CURLEW_AVX2 uint64_t curlew_equal_mask_avx2(const uint8_t *bytes, uint8_t byte, uint8_t fold) {
    const __m256i wanted = _mm256_set1_epi8((char)byte), folded = _mm256_set1_epi8((char)fold);
    const __m256i low = _mm256_or_si256(_mm256_loadu_si256((const __m256i *)bytes), folded);
    const __m256i high = _mm256_or_si256(_mm256_loadu_si256((const __m256i *)(bytes + 32)), folded);
    return (uint64_t)(uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(high, wanted)) << 32 |
           (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(low, wanted));
}

#define CURLEW_AVX512 __attribute__((target("avx512bw")))
CURLEW_INLINE CURLEW_AVX512 uint64_t curlew_equal_mask_avx512(const uint8_t *bytes, uint8_t byte, uint8_t fold) {
    const __m512i chunk = _mm512_or_si512(_mm512_loadu_si512(bytes), _mm512_set1_epi8((char)fold));
    return _mm512_cmpeq_epi8_mask(chunk, _mm512_set1_epi8((char)byte));
}

#elif defined(__aarch64__) && defined(__ARM_NEON)
#include <arm_neon.h>

CURLEW_INLINE uint64_t curlew_equal_mask(const uint8_t *bytes, uint8_t byte, uint8_t fold) {
    const uint8x16_t bits = {1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128};
    uint8x16_t equal[4];
    for (int lane = 0; lane < 4; lane++) {
        const uint8x16_t chunk = vorrq_u8(vld1q_u8(bytes + 16 * lane), vdupq_n_u8(fold));
        equal[lane] = vandq_u8(vceqq_u8(chunk, vdupq_n_u8(byte)), bits);
    }
    const uint8x16_t sums = vpaddq_u8(vpaddq_u8(equal[0], equal[1]), vpaddq_u8(equal[2], equal[3]));
    return vgetq_lane_u64(vreinterpretq_u64_u8(vpaddq_u8(sums, sums)), 0);
}

#else

CURLEW_INLINE uint64_t curlew_equal_mask(const uint8_t *bytes, uint8_t byte, uint8_t fold) {
    uint64_t mask = 0;
    for (int index = 0; index < 64; index++) mask |= (uint64_t)((bytes[index] | fold) == byte) << index;
    return mask;
}

#endif

typedef struct {
    uint64_t quote;     // "
    uint64_t backslash; // a backslash
    uint64_t comma;     // ,
    uint64_t colon;     // :
    uint64_t open;      // { [
    uint64_t close;     // } ]
    uint64_t brace;     // { } and others, but not [ ]
    uint64_t space;     // blank, tab, LF, CR
    uint64_t newline;   // LF
    uint64_t unusual;   // / '
} curlew_json_masks;

// The masks of so many blocks of 64 bytes. If two bytes are of a class, they differ in the bits that are folded.
#define CURLEW_JSON_MASKS(name, equal)                                                       \
    static void name(const uint8_t *bytes, int blocks, curlew_json_masks *masks) {           \
        for (; blocks > 0; blocks--, bytes += 64, masks++) {                                 \
            masks->quote = equal(bytes, '"', 0);                                             \
            masks->backslash = equal(bytes, '\\', 0);                                        \
            masks->comma = equal(bytes, ',', 0);                                             \
            masks->colon = equal(bytes, ':', 0);                                             \
            masks->open = equal(bytes, '{', 0x20);                                           \
            masks->close = equal(bytes, '}', 0x20);                                          \
            masks->brace = equal(bytes, 0xFF, 0xDF);                                         \
            masks->newline = equal(bytes, '\n', 0);                                          \
            masks->space = masks->newline | equal(bytes, ' ', 0) | equal(bytes, '\r', 0x04); \
            masks->unusual = equal(bytes, '/', 0x08);                                        \
        }                                                                                    \
    }

CURLEW_JSON_MASKS(curlew_json_masks_any, curlew_equal_mask)
#if defined(__x86_64__)
CURLEW_AVX2 CURLEW_JSON_MASKS(curlew_json_masks_avx2, curlew_equal_mask_avx2)
CURLEW_AVX512 CURLEW_JSON_MASKS(curlew_json_masks_avx512, curlew_equal_mask_avx512)
#endif

static inline void curlew_json_masks_of(const uint8_t *bytes, int blocks, curlew_json_masks *masks) {
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx512bw")) return curlew_json_masks_avx512(bytes, blocks, masks);
    if (__builtin_cpu_supports("avx2")) return curlew_json_masks_avx2(bytes, blocks, masks);
#endif
    curlew_json_masks_any(bytes, blocks, masks);
}

// The masks of so many blocks: of the bytes that are `first`, those with `second` so many bytes further on. Of each byte some bits may
// not matter.
#define CURLEW_PAIR_MASKS(name, equal)                                                                                            \
    static void name(const uint8_t *bytes, uint8_t first, uint8_t first_fold, int64_t distance, uint8_t second, uint8_t second_fold, \
                     int64_t blocks, uint64_t *masks) {                                                                           \
        for (; blocks > 0; blocks--, bytes += 64, masks++)                                                                        \
            *masks = equal(bytes, first, first_fold) & equal(bytes + distance, second, second_fold);                              \
    }

CURLEW_PAIR_MASKS(curlew_pair_masks_any, curlew_equal_mask)
#if defined(__x86_64__)
CURLEW_AVX2 CURLEW_PAIR_MASKS(curlew_pair_masks_avx2, curlew_equal_mask_avx2)
CURLEW_AVX512 CURLEW_PAIR_MASKS(curlew_pair_masks_avx512, curlew_equal_mask_avx512)
#endif

static inline void curlew_pair_masks_of(const uint8_t *bytes, uint8_t first, uint8_t first_fold, int64_t distance, uint8_t second,
                                        uint8_t second_fold, int64_t blocks, uint64_t *masks) {
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx512bw"))
        return curlew_pair_masks_avx512(bytes, first, first_fold, distance, second, second_fold, blocks, masks);
    if (__builtin_cpu_supports("avx2"))
        return curlew_pair_masks_avx2(bytes, first, first_fold, distance, second, second_fold, blocks, masks);
#endif
    curlew_pair_masks_any(bytes, first, first_fold, distance, second, second_fold, blocks, masks);
}

// How many bytes of so many blocks are `byte`. Compilers make of this what the processor does best.
static inline uint64_t curlew_count_of(const uint8_t *bytes, int64_t blocks, uint8_t byte) {
    uint64_t count = 0;
    for (; blocks > 0; blocks--, bytes += 64) {
        uint8_t found = 0;
        for (int index = 0; index < 64; index++) found += bytes[index] == byte;
        count += found;
    }
    return count;
}

// How many bits are set. There is an instruction for it that compilers may not count on.
static inline int64_t curlew_bit_count(uint64_t mask) {
#if defined(__x86_64__)
    if (__builtin_cpu_supports("popcnt")) {
        int64_t count;
        __asm__("popcnt %1, %0" : "=r"(count) : "r"(mask) : "cc");
        return count;
    }
#endif
    return __builtin_popcountll(mask);
}

// Of each bit whether the number of set bits up to it, itself among them, is odd. There is an instruction for it that compilers may not
// count on.
static inline uint64_t curlew_parities(uint64_t mask) {
#if defined(__x86_64__)
    if (__builtin_cpu_supports("pclmul")) {
        __m128i product = _mm_cvtsi64_si128((long long)mask);
        __asm__("pclmulqdq $0, %1, %0" : "+x"(product) : "x"(_mm_set1_epi8(-1)));
        return (uint64_t)_mm_cvtsi128_si64(product);
    }
#endif
    for (int distance = 1; distance < 64; distance *= 2) mask ^= mask << distance;
    return mask;
}
