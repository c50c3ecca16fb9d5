import CByteScan

/// Walks JSON text bracket by bracket.
enum JSONDepth {
    /// `cbs_json_close`, or its plain counterpart on machines without the kernels.
    static func close(
        _ base: UnsafePointer<UInt8>, _ count: Int, _ floor: Int64, _ state: inout cbs_depth_state,
        _ found: inout Int32
    ) -> Int {
        if JSONTokenBuffer.isAvailable { return unsafe cbs_json_close(base, count, floor, &state, &found) }
        return unsafe plainClose(base, count, floor, &state, &found)
    }

    /// The same, a byte at a time.
    static func plainClose(
        _ base: UnsafePointer<UInt8>, _ count: Int, _ floor: Int64, _ state: inout cbs_depth_state,
        _ found: inout Int32
    ) -> Int {
        found = 0
        // SAFETY: the caller gave `count` bytes.
        for index in 0..<count {
            let byte = unsafe base[index]
            let isEscaped = state.escaped != 0
            state.escaped = byte == Byte.backslash && !isEscaped ? 1 : 0
            if byte == Byte.quote {
                if !isEscaped { state.in_string = ~state.in_string }
            } else if state.in_string == 0 {
                if byte | 0x20 == Byte.openBrace { state.depth += 1 }
                guard byte | 0x20 == Byte.closeBrace else { continue }
                state.depth -= 1
                guard state.depth == floor else { continue }
                (state.in_string, state.escaped, found) = (0, 0, 1)
                return index + 1
            }
        }
        return count
    }
}
