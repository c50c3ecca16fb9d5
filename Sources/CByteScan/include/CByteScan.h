// Vector kernels behind module ByteScan: bitmaps of bytes that matter, 64 bytes at a time.
//
// No kernel reads outside [bytes, bytes + count). None follows data to addresses; every output array is written at
// indices bounded by `count`, as stated beside it. Callers check `cbs_available` once; without it they take the plain
// Swift path, which a test holds to the same answers.
#ifndef CBYTESCAN_H
#define CBYTESCAN_H

#include <stddef.h>
#include <stdint.h>

/// Outputs of `cbs_json_tokens`; all arrays belong to the caller.
typedef struct {
    /// The byte of each token: one of {}[]:, or " for a string or 0 for any other scalar. Room: count + 64.
    uint8_t *tokens;
    /// The token's byte offset in the record. Room: count + 64.
    uint32_t *places;
    /// Bit b of word w: a scalar that is no string begins there. Room: count / 64 + 1.
    uint64_t *scalars;
    /// Bit b of word w: a backslash that begins an escape. Room: count / 64 + 1.
    uint64_t *escapes;
} cbs_json_output;

enum {
    cbs_in_string = 1,  ///< the record ends inside a string
    cbs_escapes = 2,    ///< at least one escape
    cbs_control = 4,    ///< a control byte inside a string
    cbs_high = 8,       ///< a byte above 0x7F
    cbs_scalars = 16,   ///< at least one scalar that is no string
};

typedef struct {
    /// Bytes of the record: up to the first line feed, or all.
    size_t length;
    size_t token_count;
    uint32_t flags;
} cbs_json_record;

/// State of a walk over JSON text that may be cut anywhere.
typedef struct {
    /// All ones inside a string, else 0.
    uint64_t in_string;
    /// 1 when the next byte is escaped.
    uint64_t escaped;
    int64_t depth;
} cbs_depth_state;

/// State of a walk over CSV text.
typedef struct {
    /// All ones inside quotes, else 0.
    uint64_t quoted;
    /// 1 when a quote as next byte would begin a quoted cell (after a separator, a row end or a quote).
    uint64_t opens;
    /// 1 when the last byte was a quote that ended a quoted cell, unless the next is a quote, too.
    uint64_t closed;
    /// Not 0 once text followed such a quote.
    uint64_t stray;
} cbs_csv_state;

/// Whether this machine has the instructions the kernels need (AVX2, BMI2, PCLMULQDQ).
int cbs_available(void);

/// For tests: takes AVX2 although AVX-512 is there, or the best set again. Both give the same answers.
void cbs_prefer_narrow(int prefer);

/// Tokenises one JSON record: up to the first line feed when `stop_at_line_feed`, else all `count` bytes.
cbs_json_record cbs_json_tokens(const uint8_t *bytes, size_t count, int stop_at_line_feed, cbs_json_output output);

/// Walks JSON text until a closing bracket brings the depth down to `floor`; returns the offset after it, or `count`
/// when there is none (`found` tells which). The state is updated either way.
size_t cbs_json_close(const uint8_t *bytes, size_t count, int64_t floor, cbs_depth_state *state, int *found);

/// Bitmaps of separators and of row ends (LF) outside quotes. Room of both: count / 64 + 1. Stops before the first
/// word that holds a quote in the middle of an unquoted cell, and returns the number of bytes covered; the state is
/// that of the byte after them.
size_t cbs_csv_marks(
    const uint8_t *bytes, size_t count, uint8_t separator, cbs_csv_state *state, uint64_t *separators, uint64_t *rows);

/// Copies `count` bytes, writing each doubled quote once; returns the bytes written. Room: count + 64.
size_t cbs_undouble(const uint8_t *bytes, size_t count, uint8_t *output);

#endif
