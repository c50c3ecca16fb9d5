// Primitives with AVX-512 (BW, VBMI2): one register a word.

#define OPERATORS 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, ':', '{', ',', '}', 0, 0
#define SPACES ' ', 0, 0, 0, 0, 0, 0, 0, 0, '\t', '\n', 0, 0, '\r', 0, 0

TARGET INLINE json_classes wide_classify(const uint8_t *bytes) {
    const __m512i v = _mm512_loadu_si512(bytes);
    const __m512i operators = _mm512_broadcast_i32x4(_mm_setr_epi8(OPERATORS));
    const __m512i spaces = _mm512_broadcast_i32x4(_mm_setr_epi8(SPACES));
    json_classes c;
    c.backslash = _mm512_cmpeq_epi8_mask(v, _mm512_set1_epi8('\\'));
    c.quote = _mm512_cmpeq_epi8_mask(v, _mm512_set1_epi8('"'));
    c.line_feed = _mm512_cmpeq_epi8_mask(v, _mm512_set1_epi8('\n'));
    c.operator_ = _mm512_cmpeq_epi8_mask(
        _mm512_or_si512(v, _mm512_set1_epi8(0x20)), _mm512_shuffle_epi8(operators, v));
    c.space = _mm512_cmpeq_epi8_mask(v, _mm512_shuffle_epi8(spaces, v));
    c.control = _mm512_cmplt_epu8_mask(v, _mm512_set1_epi8(0x20));
    c.high = _mm512_movepi8_mask(v);
    return c;
}

TARGET INLINE json_brackets wide_brackets(const uint8_t *bytes) {
    const __m512i v = _mm512_or_si512(_mm512_loadu_si512(bytes), _mm512_set1_epi8(0x20));
    json_brackets b;
    b.open = _mm512_cmpeq_epi8_mask(v, _mm512_set1_epi8('{'));
    b.close = _mm512_cmpeq_epi8_mask(v, _mm512_set1_epi8('}'));
    return b;
}

TARGET INLINE csv_classes wide_csv_classify(const uint8_t *bytes, uint8_t separator) {
    const __m512i v = _mm512_loadu_si512(bytes);
    csv_classes c;
    c.quote = _mm512_cmpeq_epi8_mask(v, _mm512_set1_epi8('"'));
    c.line_feed = _mm512_cmpeq_epi8_mask(v, _mm512_set1_epi8('\n'));
    c.separator = _mm512_cmpeq_epi8_mask(v, _mm512_set1_epi8((char)separator));
    c.carriage_return = _mm512_cmpeq_epi8_mask(v, _mm512_set1_epi8('\r'));
    return c;
}

/// Writes the bytes of the word under `mask`, in order; writes up to 64 bytes.
TARGET INLINE void wide_compress(const uint8_t *bytes, uint64_t mask, uint8_t *output) {
    _mm512_storeu_si512(output, _mm512_maskz_compress_epi8(mask, _mm512_loadu_si512(bytes)));
}

/// Writes the bytes of the word under `mask`, in order, a 0 digit for those under `zeros`, and beside them `first` plus
/// their bit numbers; writes up to 64 of both.
TARGET INLINE void wide_emit(
    const uint8_t *bytes, uint64_t mask, uint64_t zeros, uint32_t first, uint8_t *tokens, uint32_t *places) {
    const __m512i numbers = _mm512_set_epi64(
        0x3F3E3D3C3B3A3938, 0x3736353433323130, 0x2F2E2D2C2B2A2928, 0x2726252423222120, 0x1F1E1D1C1B1A1918,
        0x1716151413121110, 0x0F0E0D0C0B0A0908, 0x0706050403020100);
    const __m512i v = _mm512_mask_mov_epi8(_mm512_loadu_si512(bytes), zeros, _mm512_set1_epi8('0'));
    _mm512_storeu_si512(tokens, _mm512_maskz_compress_epi8(mask, v));
    const __m512i found = _mm512_maskz_compress_epi8(mask, numbers), start = _mm512_set1_epi32((int)first);
    _mm512_storeu_si512(places, _mm512_add_epi32(start, _mm512_cvtepu8_epi32(_mm512_castsi512_si128(found))));
    _mm512_storeu_si512(
        places + 16, _mm512_add_epi32(start, _mm512_cvtepu8_epi32(_mm512_extracti32x4_epi32(found, 1))));
    if (__builtin_popcountll(mask) <= 32) return;
    _mm512_storeu_si512(
        places + 32, _mm512_add_epi32(start, _mm512_cvtepu8_epi32(_mm512_extracti32x4_epi32(found, 2))));
    _mm512_storeu_si512(
        places + 48, _mm512_add_epi32(start, _mm512_cvtepu8_epi32(_mm512_extracti32x4_epi32(found, 3))));
}
