import AuditModel
import Settings

/// A request as named texts, so that a manifest shows it and a replay can ask for the same.
///
/// Names and texts are those of the command line's options; `accept` and `watch` have none and hold JSON.
package enum RequestSettings {
    /// Every setting that is in effect; a name may occur several times.
    package static func texts(_ request: AuditRequest) -> [(name: String, value: String)] {
        side(request.authority, "source") + side(request.siem, "siem") + window(request.window)
            + optional("settle", request.settle.map(seconds))
            + request.filters.map { ("where", "\(key($0))=\($0.value)") }
            + optional("match", request.match.isEmpty ? nil : request.match.joined(separator: ","))
            + [
                ("time-tolerance", seconds(request.timeTolerance)), ("tolerance", request.tolerance.text),
                ("expect-empty", String(request.expectsEmpty)), ("memory", SizeText.shortest(request.memoryBytes)),
                ("no-input-digest", String(!request.digestsInputs)), ("pulls", String(request.pulls)),
                ("redact", String(request.redacts)),
                ("name", request.name ?? "audit"),
            ]
            + optional("out", request.outFolder)
            + request.acceptances.map { ("accept", json($0).text()) }
            + request.watches.map { ("watch", json($0).text()) }
    }

    private static func side(_ side: SideRequest, _ word: String) -> [(name: String, value: String)] {
        side.specs.map { (word, $0) } + optional(word + "-format", side.format)
            + optional(word + "-id", side.idPaths.isEmpty ? nil : side.idPaths.joined(separator: ","))
            + optional(word + "-time", side.timePath) + optional(word + "-zone", side.zone)
    }

    private static func window(_ window: WindowRequest) -> [(name: String, value: String)] {
        switch window {
        case .authorityEvents: []
        case .bounds(let from, let to):
            optional("from", from.map(InstantText.rfc3339)) + optional("to", to.map(InstantText.rfc3339))
        case .last(let length, let unit):
            [
                (
                    "last",
                    "\(length / unit)\(DurationText.Unit.allCases.first { $0.nanoseconds == unit }?.rawValue ?? "s")"
                )
            ]
        }
    }

    private static func optional(_ name: String, _ value: String?) -> [(name: String, value: String)] {
        value.map { [(name, $0)] } ?? []
    }

    private static func seconds(_ nanoseconds: Int64) -> String { "\(nanoseconds / 1_000_000_000)s" }

    private static func key(_ condition: FieldCondition) -> String {
        switch condition.field {
        case .column(let name): name
        case .paths(let authority, let siem): "\(authority)|\(siem)"
        }
    }

    private static func json(_ conditions: [FieldCondition]) -> JSONValue {
        conditions.isEmpty ? .null : .object(conditions.map { JSONValue.Member(key($0), .string($0.value)) })
    }

    /// In the form of a configuration, of whose language JSON is a part.
    private static func json(_ acceptance: Acceptance) -> JSONValue {
        [
            "where": json(acceptance.conditions), "from": .instant(acceptance.from), "to": .instant(acceptance.to),
            "reason": .string(acceptance.reason), "owner": .string(acceptance.owner),
            "until": .instant(acceptance.until),
        ]
    }

    private static func json(_ watch: Watch) -> JSONValue {
        ["name": .string(watch.name), "where": json(watch.conditions)]
    }
}
