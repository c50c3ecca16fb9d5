package import AuditModel

/// What an audit of a tenant's log against a simulated SIEM has to say, worked out from what was planted and not from
/// the files.
///
/// The authority is the log as an honest auditor pulls it whole; the window is its own, first to last event.
package struct AuditTruth: Sendable {
    /// How many records and events a side holds.
    package struct Side: Hashable, Sendable {
        package var records = 0
        package var events = 0
        package var repeats = 0
        package var unidentified = 0
        package var outsideWindow = 0
    }

    package private(set) var authority = Side()
    package private(set) var siem = Side()
    package private(set) var matched = 0
    /// Ids, ascending by their bytes.
    package private(set) var missing: [String] = []
    /// Ids as the SIEM writes them, ascending by their bytes.
    package private(set) var extra: [String] = []
    /// Events of which absence proves nothing.
    package private(set) var unknown = 0
    /// Absent events that are too young to be called missing.
    package private(set) var unsettled = 0
    package private(set) var timeDiffers = 0
    /// Events of which the SIEM holds only cut records.
    package private(set) var truncated = 0
    /// Why events are missing, by code; the counts add up to those missing.
    package private(set) var causes: [String: Int] = [:]
    package private(set) var verdict = Verdict.complete
    /// The deciding one first.
    package private(set) var reasons: [ReasonCode] = []
    private var scopeDiffers = false
    private var isYoungWindow = false

    /// Works out the truth.
    ///
    /// - Parameters:
    ///   - now: when both sides are read, nanoseconds since the Unix epoch, UTC.
    ///   - log: what the SIEM holds.
    ///   - export: how it is given.
    ///   - scenario: says for how long events are not final, and which types the authority is asked for.
    package init(
        of tenant: Tenant, at now: Int64, log: CollectedLog, export: SIEMExport, scenario: Scenario
    ) throws(ScenarioFault) {
        let census = TruthCensus(
            tenant: tenant, now: now, log: log, asked: scenario.asked.map { Set($0) },
            siemPrecision: TimePrecision(fractionDigits: try export.digits(log)))
        authority = census.authority
        siem = census.siem
        let settled = scenario.settle.map { now - $0 } ?? .max
        isYoungWindow = !census.events.isEmpty && settled < census.window.to
        for event in census.events { place(event, isBlind: siem.records == siem.unidentified, settled) }
        extra = census.extra.sorted(by: Self.byBytes)
        missing.sort(by: Self.byBytes)
        scopeDiffers = census.hasLostType
        judge()
    }

    private mutating func place(_ event: TruthCensus.Event, isBlind: Bool, _ settled: Int64) {
        guard let held = event.held else {
            if isBlind {
                unknown += 1
            } else if event.time >= settled {
                unsettled += 1
            } else {
                missing.append(event.id)
                causes[event.cause, default: 0] += 1
            }
            return
        }
        matched += 1
        if held.isCut { truncated += 1 }
        if held.timeDiffers { timeDiffers += 1 }
    }

    /// Decides the verdict; the first reason decides, the others follow in the order of the closed list.
    private mutating func judge() {
        let outweighs = missing.count > siem.unidentified
        var found: [(code: ReasonCode, forbids: Bool)] = []
        if !missing.isEmpty { found.append((.missingEvents, true)) }
        if scopeDiffers { found.append((.scopeDiffers, false)) }
        if unknown > 0 || siem.records == siem.unidentified { found.append((.notWhole, true)) }
        if isYoungWindow { found.append((.unsettled, true)) }
        if authority.unidentified > 0 || !(missing.isEmpty || outweighs) { found.append((.unidentifiedRecords, true)) }
        if authority.events == 0 { found.append((.emptyAuthority, true)) }
        if siem.records == 0 { found.append((.exportUntrusted, true)) }
        if truncated > 0 { found.append((.truncatedEvents, false)) }
        if !missing.isEmpty && outweighs {
            verdict = .gaps
        } else if found.contains(where: \.forbids) {
            verdict = .inconclusive
        }
        reasons = found.map(\.code)
    }

    private static func byBytes(_ left: String, _ right: String) -> Bool {
        left.utf8.lexicographicallyPrecedes(right.utf8)
    }
}

extension AuditTruth {
    /// The content of `truth.json`.
    ///
    /// - Parameters:
    ///   - source: the authority's file, as the audit is given it.
    ///   - siemInput: the SIEM's file.
    package func json(source: String, siemInput: String) -> JSONValue {
        [
            "source": .string(source), "siem_input": .string(siemInput), "verdict": .string(verdict.rawValue),
            "exit_code": .integer(verdict.exitCode),
            "reasons": .array(reasons.map { .string($0.rawValue) }),
            "counts": [
                "matched": .integer(matched), "missing": .integer(missing.count), "extra": .integer(extra.count),
                "unknown": .integer(unknown), "unsettled": .integer(unsettled), "time_differs": .integer(timeDiffers),
                "truncated": .integer(truncated),
            ],
            "causes": .object(causes.sorted { $0.key < $1.key }.map { .init($0.key, .integer($0.value)) }),
            "authority": authority.json, "siem": siem.json,
        ]
    }
}

extension AuditTruth.Side {
    fileprivate var json: JSONValue {
        [
            "records": .integer(records), "events": .integer(events), "repeats": .integer(repeats),
            "unidentified": .integer(unidentified), "outside_window": .integer(outsideWindow),
        ]
    }
}
