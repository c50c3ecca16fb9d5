import GRDB

/// How far the events of an archive have been sent to a target.
package struct ForwardState: Hashable, Sendable {
    /// The first record that is not known to be there; what lies before it is.
    package var position: ArchivePosition
    /// Offsets of records behind it, in its day, that are there already.
    package var done: [Int] = []
    /// Events handed over since the position was last written; what a killed run was about to send.
    package var sending = 0
    /// Events sent so far, those that may be there twice, and those that the target will never take.
    package var sent = 0
    package var mayRepeat = 0
    package var refused = 0

    /// Nothing sent from there on.
    package init(position: ArchivePosition) { self.position = position }
}

extension Ledger {
    /// How far a source's events have been sent to a target; nil for none yet.
    package func forwarding(of source: String, to target: String) throws(LedgerFailure) -> ForwardState? {
        try file.read { database in
            let row = try Row.fetchOne(
                database, sql: "SELECT * FROM forwarding WHERE source = ? AND target = ?", arguments: [source, target])
            return row.map(Self.forwarding)
        }
    }

    /// Remembers how far a source's events have been sent to a target.
    package func put(_ state: ForwardState, of source: String, to target: String) throws(LedgerFailure) {
        try file.write { database in
            try database.execute(
                sql: "INSERT OR REPLACE INTO forwarding VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                arguments: [
                    source, target, state.position.day, state.position.offset,
                    state.done.map(String.init).joined(separator: " "), state.sending, state.sent, state.mayRepeat,
                    state.refused,
                ])
        }
    }

    private static func forwarding(_ row: Row) -> ForwardState {
        var state = ForwardState(position: ArchivePosition(day: row["day"], offset: row["offset"]))
        let done: String = row["done"]
        state.done = done.split(separator: " ").compactMap { Int($0) }
        state.sending = row["sending"]
        state.sent = row["sent"]
        state.mayRepeat = row["may_repeat"]
        state.refused = row["refused"]
        return state
    }

    // MARK: Warnings

    /// Warnings that wait to be sent, at most; the oldest give way.
    private static let mostWarnings = 1_000

    /// Keeps a warning, as a JSON object, until it was sent.
    package func addWarning(_ record: String, of source: String) throws(LedgerFailure) {
        try file.write { database in
            try database.execute(sql: "INSERT INTO waiting_warnings VALUES (NULL, ?, ?)", arguments: [source, record])
            try database.execute(
                sql: """
                    DELETE FROM waiting_warnings WHERE source = ? AND number <= (
                      SELECT number FROM waiting_warnings WHERE source = ? ORDER BY number DESC LIMIT 1 OFFSET ?)
                    """, arguments: [source, source, Self.mostWarnings])
        }
    }

    /// Warnings that wait, in the order they came.
    package func warnings(of source: String) throws(LedgerFailure) -> [(number: Int, record: String)] {
        try file.read { database in
            try Row.fetchAll(
                database, sql: "SELECT * FROM waiting_warnings WHERE source = ? ORDER BY number", arguments: [source]
            ).map { ($0["number"], $0["record"]) }
        }
    }

    /// Forgets warnings that were sent.
    package func removeWarnings(_ numbers: [Int]) throws(LedgerFailure) {
        guard !numbers.isEmpty else { return }
        let list = numbers.map(String.init).joined(separator: ",")
        try file.write { database in
            try database.execute(sql: "DELETE FROM waiting_warnings WHERE number IN (\(list))")
        }
    }
}
