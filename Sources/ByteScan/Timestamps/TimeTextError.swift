package import AuditModel

/// Why a time on the command line was refused.
package struct TimeTextError: Error, Hashable, Sendable {
    /// What a time without a zone could mean on this machine.
    package struct LocalReadings: Hashable, Sendable {
        /// The machine's zone by its IANA name.
        package let zone: String
        /// The offsets that fit the time there.
        package let offset: LocalOffset
    }

    /// What is wrong.
    package enum Reason: Hashable, Sendable {
        /// Not RFC 3339; `meant` is the instant it seems to name, nanoseconds since the Unix epoch, UTC.
        case form(meant: Int64?)
        /// No zone; `asUTC` is the instant it would name in UTC.
        case noZone(asUTC: Int64, readings: LocalReadings?)
    }

    /// The option it was given to, such as `--from`.
    package let option: String
    /// The value as typed.
    package let text: String
    package let reason: Reason
}

extension TimeTextError: Explained {
    package var exitCode: Int { 64 }

    package var problem: Problem {
        switch reason {
        case .form(let meant):
            Problem(
                .error, "E-TIME-FORM", "\(option) \"\(text)\" is not a time this option takes",
                means: "it takes RFC 3339 with a zone, or a date, which begins at midnight UTC",
                effect: "nothing was read or contacted (exit 64)",
                fix: "write \(option) \(InstantText.rfc3339(meant ?? 1_794_621_600_000_000_000))")
        case .noZone(let asUTC, let readings):
            Problem(
                .error, "E-TIME-ZONE", "\(option) \"\(text)\" has no time zone",
                means: readings.map { $0.meaning(asUTC) } ?? "it could be UTC or the time of any place",
                effect: "nothing was read or contacted (exit 64)",
                fix: "write " + Self.spellings(asUTC, readings).map { "\(option) \($0)" }.joined(separator: ", or "))
        }
    }

    /// The time with a zone: the first local reading in UTC and with its offset, or the text's digits as UTC.
    private static func spellings(_ asUTC: Int64, _ readings: LocalReadings?) -> [String] {
        switch readings?.offset {
        case .once(let offset), .twice(let offset, _):
            [InstantText.rfc3339(asUTC - Int64(offset) * 1_000_000_000), local(asUTC, offset)]
        case .never, nil: [InstantText.rfc3339(asUTC)]
        }
    }

    /// The local time with its offset: `2026-10-25T02:30:00+02:00`.
    private static func local(_ nanoseconds: Int64, _ offset: Int) -> String {
        let minutes = abs(offset) / 60
        return InstantText.rfc3339(nanoseconds).dropLast() + (offset < 0 ? "-" : "+")
            + InstantText.padded(minutes / 60, 2) + ":" + InstantText.padded(minutes % 60, 2)
    }
}

extension TimeTextError.LocalReadings {
    /// A sentence on what the time could mean.
    fileprivate func meaning(_ asUTC: Int64) -> String {
        let here = "in this machine's zone (\(zone)) that time "
        switch offset {
        case .once(let offset): return here + "is \(utc(asUTC, offset)), in UTC it is \(utc(asUTC, 0))"
        case .twice(let earlier, let later):
            let times = [utc(asUTC, earlier), utc(asUTC, later)]
            let isOneDay = times[0].prefix(11) == times[1].prefix(11)
            return here + "occurs twice: "
                + times.map { isOneDay ? String($0.dropFirst(11)) : $0 }.joined(separator: " and ")
        case .never: return here + "does not occur: the clocks skip it"
        }
    }

    private func utc(_ nanoseconds: Int64, _ offset: Int) -> String {
        InstantText.rfc3339(nanoseconds - Int64(offset) * 1_000_000_000)
    }
}
