// Primitives with AVX2 and BMI2: two registers a word.

TARGET INLINE uint64_t narrow_equal(__m256i low, __m256i high, __m256i low_value, __m256i high_value) {
    const uint32_t l = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(low, low_value));
    const uint32_t h = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(high, high_value));
    return l | (uint64_t)h << 32;
}

TARGET INLINE json_classes narrow_classify(const uint8_t *bytes) {
    const __m256i a = _mm256_loadu_si256((const __m256i *)bytes);
    const __m256i b = _mm256_loadu_si256((const __m256i *)(bytes + 32));
    const __m256i operators = _mm256_broadcastsi128_si256(_mm_setr_epi8(OPERATORS));
    const __m256i spaces = _mm256_broadcastsi128_si256(_mm_setr_epi8(SPACES));
    const __m256i blank = _mm256_set1_epi8(0x20);
    const __m256i last_control = _mm256_set1_epi8(0x1F);
    const __m256i backslash = _mm256_set1_epi8('\\'), quote = _mm256_set1_epi8('"'), feed = _mm256_set1_epi8('\n');
    json_classes c;
    c.backslash = narrow_equal(a, b, backslash, backslash);
    c.quote = narrow_equal(a, b, quote, quote);
    c.line_feed = narrow_equal(a, b, feed, feed);
    c.operator_ = narrow_equal(
        _mm256_or_si256(a, blank), _mm256_or_si256(b, blank), _mm256_shuffle_epi8(operators, a),
        _mm256_shuffle_epi8(operators, b));
    c.space = narrow_equal(a, b, _mm256_shuffle_epi8(spaces, a), _mm256_shuffle_epi8(spaces, b));
    c.control = narrow_equal(_mm256_min_epu8(a, last_control), _mm256_min_epu8(b, last_control), a, b);
    c.high = (uint32_t)_mm256_movemask_epi8(a) | (uint64_t)(uint32_t)_mm256_movemask_epi8(b) << 32;
    return c;
}

TARGET INLINE json_brackets narrow_brackets(const uint8_t *bytes) {
    const __m256i blank = _mm256_set1_epi8(0x20);
    const __m256i a = _mm256_or_si256(_mm256_loadu_si256((const __m256i *)bytes), blank);
    const __m256i b = _mm256_or_si256(_mm256_loadu_si256((const __m256i *)(bytes + 32)), blank);
    const __m256i open = _mm256_set1_epi8('{'), close = _mm256_set1_epi8('}');
    json_brackets brackets;
    brackets.open = narrow_equal(a, b, open, open);
    brackets.close = narrow_equal(a, b, close, close);
    return brackets;
}

TARGET INLINE csv_classes narrow_csv_classify(const uint8_t *bytes, uint8_t separator) {
    const __m256i a = _mm256_loadu_si256((const __m256i *)bytes);
    const __m256i b = _mm256_loadu_si256((const __m256i *)(bytes + 32));
    const __m256i quote = _mm256_set1_epi8('"'), feed = _mm256_set1_epi8('\n');
    const __m256i cell = _mm256_set1_epi8((char)separator), carriage = _mm256_set1_epi8('\r');
    csv_classes c;
    c.quote = narrow_equal(a, b, quote, quote);
    c.line_feed = narrow_equal(a, b, feed, feed);
    c.separator = narrow_equal(a, b, cell, cell);
    c.carriage_return = narrow_equal(a, b, carriage, carriage);
    return c;
}

TARGET INLINE void narrow_compress(const uint8_t *bytes, uint64_t mask, uint8_t *output) {
    for (int i = 0; i < 8; i++) {
        uint64_t eight;
        memcpy(&eight, bytes + 8 * i, 8);
        const uint64_t bits = mask >> (8 * i) & 0xFF;
        const uint64_t kept = _pext_u64(eight, _pdep_u64(bits, 0x0101010101010101ull) * 0xFF);
        memcpy(output, &kept, 8);
        output += __builtin_popcountll(bits);
    }
}

TARGET INLINE void narrow_emit(
    const uint8_t *bytes, uint64_t mask, uint64_t zeros, uint32_t first, uint8_t *tokens, uint32_t *places) {
    for (uint64_t rest = mask, done = 0; rest; done += 8)
        for (uint64_t i = done; i < done + 8; i++, rest &= rest - 1) {
            const uint64_t bit = _tzcnt_u64(rest);
            tokens[i] = bytes[bit & 63];
            places[i] = first + (uint32_t)bit;
        }
    for (uint64_t rest = zeros; rest; rest &= rest - 1)
        tokens[__builtin_popcountll(mask & ((rest & -rest) - 1))] = '0';
}
