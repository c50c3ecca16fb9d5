import AuditModel

/// Runs searches on a shelf.
struct SplunkRun: Sendable {
    let place: SplunkPlace
    let board: QueryFaultBoard

    /// What a search found.
    struct Found {
        let question: SplunkQuestion
        /// Documents, newest first; empty for a table.
        var numbers: [Int] = []
        /// The one row of a table; nil for events.
        var table: [(name: String, value: SPLRow.Value)]?
        /// Beside the rows: kinds and texts.
        var messages: [(type: String, text: String)] = []
        /// Whether a limit ended it.
        var isFinalized = false

        var count: Int { table == nil ? numbers.count : 1 }
    }

    /// Finds what a search asks for among the documents that can be seen at an instant.
    func found(_ question: SplunkQuestion, visibleAt instant: Int64) -> Found {
        var found = Found(question: question)
        guard let filter = question.search.filter else {
            found.table = row(table: ["_time": [String(place.clock.now / 1_000_000_000)]], question)
            return found
        }
        var numbers = place.shelf.documents(in: question.window, visibleAt: instant).filter { number in
            question.indexed.contains(place.shelf.document(number).received / 1_000_000_000)
                && filter.holds(SPLRow(number, place))
        }
        numbers.reverse()
        if board.value(.partial) != nil {
            numbers.removeAll { $0 % 4 == 3 }
            found.messages.append(
                ("WARN", "Search results might be incomplete: the search process on the peer idx2 ended prematurely."))
        }
        numbers = narrowed(numbers, question)
        if let name = Self.countName(question) {
            found.table = [(name, [String(numbers.count)])]
            return found
        }
        if let few = board.value(.short) { numbers = Array(numbers.dropFirst(Int(few))) }
        if let cap = board.value(.cap), numbers.count > Int(cap) {
            numbers = Array(numbers.prefix(Int(cap)))
            found.messages.append(("WARN", "Search auto-finalized after \(Int(cap)) events, the limit of the role."))
            found.isFinalized = true
        }
        found.numbers = numbers
        return found
    }

    /// The fields of a found row, in order; `isExport` chooses the form of `_time`.
    func row(_ index: Int, of found: Found, isExport: Bool) -> JSONValue {
        if let table = found.table { return Self.json(table) }
        let number = found.numbers[index]
        let row = SPLRow(number, place)
        let names = shownNames(row, found.question)
        return Self.json(
            names.map { name in
                guard name == "_time" else { return (name, row.value(name)) }
                let time = place.shelf.document(number).time
                return (name, [isExport ? place.exported(time) : place.shown(time)])
            })
    }

    private static func json(_ fields: [(name: String, value: SPLRow.Value)]) -> JSONValue {
        .object(
            fields.filter { !$0.value.isEmpty }.map { name, value in
                JSONValue.Member(
                    name, value.count == 1 ? .string(value[0]) : .array(value.map { .string($0) }))
            })
    }

    private static func countName(_ question: SplunkQuestion) -> String? {
        for case .count(let name) in question.search.steps { return name }
        return nil
    }

    /// Applies what takes rows away behind the first command.
    private func narrowed(_ numbers: [Int], _ question: SplunkQuestion) -> [Int] {
        var numbers = numbers
        for step in question.search.steps {
            switch step {
            case .filter(let filter): numbers.removeAll { !filter.holds(SPLRow($0, place)) }
            case .condition(let condition):
                numbers.removeAll { !condition.holds(SPLRow($0, place), now: place.clock.now) }
            case .head(let count): numbers = Array(numbers.prefix(count))
            case .eval, .extract, .keep, .remove, .count: break
            }
        }
        return numbers
    }

    private func row(
        table fields: [String: SPLRow.Value], _ question: SplunkQuestion
    ) -> [(name: String, value: SPLRow.Value)] {
        let row = SPLRow(nil, place, computed: fields)
        return shownNames(row, question).map { ($0, row.value($0)) }
    }

    /// Computes the fields of a row, and says which of them are shown.
    private func shownNames(_ row: SPLRow, _ question: SplunkQuestion) -> [String] {
        var names = row.number == nil ? ["_time"] : SPLRow.usualFields
        func add(_ name: String) { if !names.contains(name) { names.append(name) } }
        for step in question.search.steps {
            switch step {
            case .eval(let assignments):
                for (name, value) in assignments {
                    row.set(name, value.value(row, now: place.clock.now))
                    add(name)
                }
            case .extract(let extraction):
                for (name, value) in extraction.values(row.value(extraction.field).first ?? "") {
                    row.set(name, [value])
                    add(name)
                }
            case .keep(let patterns, let isTable): names = Self.kept(names, patterns, isTable: isTable)
            case .remove(let patterns): names.removeAll { name in patterns.contains { SPLFilter.fits(name, $0) } }
            case .filter, .condition, .head, .count: break
            }
        }
        return names
    }

    /// Fields that a search names stay, found in the event or not; its text and time stay unless they are removed.
    private static func kept(_ names: [String], _ patterns: [String], isTable: Bool) -> [String] {
        var kept: [String] = isTable ? [] : names.filter { ["_raw", "_time"].contains($0) }
        for pattern in patterns {
            let matching = pattern.contains("*") ? names.filter { SPLFilter.fits($0, pattern) } : [pattern]
            kept += matching.filter { !kept.contains($0) }
        }
        return kept
    }
}
