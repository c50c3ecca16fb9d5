// Both instruction sets: the primitives of each, then the kernels written once over them.
#include <immintrin.h>
#include <string.h>

#define INLINE static inline __attribute__((always_inline))
#define CAT2(a, b) a##b
#define CAT(a, b) CAT2(a, b)

/// Bytes that mean something in JSON, as bitmaps of one word.
typedef struct {
    uint64_t backslash, quote, line_feed, operator_, space, control, high;
} json_classes;

typedef struct {
    uint64_t open, close;
} json_brackets;

typedef struct {
    uint64_t quote, line_feed, separator, carriage_return;
} csv_classes;

/// Bytes escaped by an odd run of `escapes`; `*carry` is 1 when the first byte is escaped, and is updated.
/// `*starters` gets the escapes that begin an escape.
INLINE uint64_t escaped_bytes(uint64_t escapes, uint64_t *carry, uint64_t *starters) {
    if (!escapes) {
        const uint64_t escaped = *carry;
        *carry = 0;
        *starters = 0;
        return escaped;
    }
    const uint64_t odd = 0xAAAAAAAAAAAAAAAAull;
    const uint64_t potential = escapes & ~*carry;
    const uint64_t codes = (((potential << 1) | odd) - potential) ^ odd;
    const uint64_t escaped = codes ^ (escapes | *carry);
    *starters = codes & escapes;
    *carry = *starters >> 63;
    return escaped;
}

#define NAME(x) CAT(wide_, x)
#define TARGET __attribute__((target("avx512f,avx512bw,avx512vbmi,avx512vbmi2,bmi,bmi2,pclmul,popcnt")))
#include "avx512.h"
#include "kernels.inc"
#undef NAME
#undef TARGET

#define NAME(x) CAT(narrow_, x)
#define TARGET __attribute__((target("avx2,bmi,bmi2,pclmul,popcnt")))
#include "avx2.h"
#include "kernels.inc"
#undef NAME
#undef TARGET
