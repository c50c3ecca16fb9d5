#include "CByteScan.h"

#if defined(__x86_64__)
#include "kernels.h"

typedef struct {
    cbs_json_record (*json_tokens)(const uint8_t *, size_t, int, cbs_json_output);
    size_t (*json_close)(const uint8_t *, size_t, int64_t, cbs_depth_state *, int *);
    size_t (*csv_marks)(const uint8_t *, size_t, uint8_t, cbs_csv_state *, uint64_t *, uint64_t *);
    size_t (*undouble)(const uint8_t *, size_t, uint8_t *);
} kernels;

static const kernels wide = {wide_json_tokens, wide_json_close, wide_csv_marks, wide_undouble};
static const kernels narrow = {narrow_json_tokens, narrow_json_close, narrow_csv_marks, narrow_undouble};
static const kernels *chosen, *best;

__attribute__((constructor)) static void choose(void) {
    __builtin_cpu_init();
    const int base = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2")
        && __builtin_cpu_supports("pclmul") && __builtin_cpu_supports("popcnt");
    const int more = base && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw")
        && __builtin_cpu_supports("avx512vbmi") && __builtin_cpu_supports("avx512vbmi2");
    chosen = best = more ? &wide : base ? &narrow : 0;
}

int cbs_available(void) { return chosen != 0; }

void cbs_prefer_narrow(int prefer) { chosen = prefer && best ? &narrow : best; }

cbs_json_record cbs_json_tokens(const uint8_t *bytes, size_t count, int stop_at_line_feed, cbs_json_output output) {
    return chosen->json_tokens(bytes, count, stop_at_line_feed, output);
}

size_t cbs_json_close(const uint8_t *bytes, size_t count, int64_t floor, cbs_depth_state *state, int *found) {
    return chosen->json_close(bytes, count, floor, state, found);
}

size_t cbs_csv_marks(
    const uint8_t *bytes, size_t count, uint8_t separator, cbs_csv_state *state, uint64_t *separators, uint64_t *rows) {
    return chosen->csv_marks(bytes, count, separator, state, separators, rows);
}

size_t cbs_undouble(const uint8_t *bytes, size_t count, uint8_t *output) {
    return chosen->undouble(bytes, count, output);
}

#else

int cbs_available(void) { return 0; }

void cbs_prefer_narrow(int prefer) { (void)prefer; }

cbs_json_record cbs_json_tokens(const uint8_t *bytes, size_t count, int stop_at_line_feed, cbs_json_output output) {
    __builtin_trap();
}

size_t cbs_json_close(const uint8_t *bytes, size_t count, int64_t floor, cbs_depth_state *state, int *found) {
    __builtin_trap();
}

size_t cbs_csv_marks(
    const uint8_t *bytes, size_t count, uint8_t separator, cbs_csv_state *state, uint64_t *separators, uint64_t *rows) {
    __builtin_trap();
}

size_t cbs_undouble(const uint8_t *bytes, size_t count, uint8_t *output) { __builtin_trap(); }

#endif
