import AuditModel

/// Pairs that try one rule of the verdict each.
enum VerdictFolders {
    static func all() -> [FixtureFolder] {
        [complete(), repeats(), truncated(), authorityUnidentified(), siemUnidentified(), withinTolerance()]
    }

    private static func folder(
        _ name: String, _ about: String, _ planting: Planting, tolerance: Int = 0, arguments: [String] = []
    ) -> FixtureFolder {
        let pair = planting.pair()
        return FixtureFolder(
            name, about, truth: Truth(pair: pair, tolerance: tolerance),
            authority: AuthoritySide.files(pair, gzip: true),
            siem: [FixtureFile("siem.ndjson", text: RawForm.lines(pair.siem, OfficeAudit.self))], arguments: arguments)
    }

    private static func complete() -> FixtureFolder {
        folder(
            "complete", "Both sides hold the same",
            Planting.clean(seed: 1101, service: OfficeAudit.self, events: 40))
    }

    private static func repeats() -> FixtureFolder {
        var planting = Planting.clean(seed: 1102, service: OfficeAudit.self, events: 40)
        (planting.authorityRepeats, planting.siemRepeats, planting.siemConflicts) = (4, 6, 1)
        return folder("complete-with-repeats", "Both sides hold the same events, some of them twice", planting)
    }

    private static func truncated() -> FixtureFolder {
        var planting = Planting.clean(seed: 1103, service: OfficeAudit.self, events: 40)
        planting.cut = 3
        return folder("complete-with-truncated", "The SIEM holds three records without their ends", planting)
    }

    private static func authorityUnidentified() -> FixtureFolder {
        var planting = Planting.clean(seed: 1104, service: OfficeAudit.self, events: 40)
        planting.authorityUnidentified = 2
        return folder("authority-unidentified", "Nothing is missing, but two authority records have no id", planting)
    }

    /// Any of the SIEM's records without an id may be one of the absent events.
    private static func siemUnidentified() -> FixtureFolder {
        var planting = Planting.clean(seed: 1105, service: OfficeAudit.self, events: 40)
        (planting.missingScattered, planting.siemUnidentified) = (2, 3)
        return folder("siem-unidentified", "Two events are missing, and three SIEM records have no id", planting)
    }

    private static func withinTolerance() -> FixtureFolder {
        var planting = Planting.clean(seed: 1106, service: OfficeAudit.self, events: 40)
        planting.missingScattered = 2
        return folder(
            "within-tolerance", "Two events are missing, three may be", planting, tolerance: 3,
            arguments: ["--tolerance", "3"])
    }
}
