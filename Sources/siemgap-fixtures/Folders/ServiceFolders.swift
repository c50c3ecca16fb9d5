import AuditModel

/// Services other than Microsoft's.
enum ServiceFolders {
    static func all() -> [FixtureFolder] { [okta(), google(), github(), cloudTrail()] }

    private static func okta() -> FixtureFolder {
        let pair = Planting(seed: 601, service: OktaLog.self).pair()
        return FixtureFolder(
            "okta-ecs", "Okta System Log against ECS documents", truth: Truth(pair: pair),
            authority: AuthoritySide.files(pair, OktaLog.self, gzip: true),
            siem: [FixtureFile("siem.ndjson", text: ElasticForm.documents(pair.siem, ElasticForm.okta))])
    }

    /// The time is part of the key, so no record can differ in it or lack it.
    private static func google() -> FixtureFolder {
        var planting = Planting(seed: 602, service: GoogleActivity.self, events: 62, siemOrder: .shuffled)
        (planting.timeDiffers, planting.authorityUntimed, planting.siemUntimed) = (0, 0, 0)
        let pair = planting.pair()
        return FixtureFolder(
            "google-workspace", "Activities, whose key is four fields, against the same one a line",
            truth: Truth(pair: pair), authority: AuthoritySide.files(pair, GoogleActivity.self),
            siem: [FixtureFile("siem.ndjson", text: RawForm.lines(pair.siem, GoogleActivity.self))])
    }

    private static func github() -> FixtureFolder {
        var planting = Planting(seed: 603, service: GitHubAudit.self, events: 110)
        (planting.authorityUnidentified, planting.authorityOrder, planting.siemOrder) = (1, .descending, .shuffled)
        let pair = planting.pair()
        return FixtureFolder(
            "github", "An organisation's audit log as an array against lines; times are epoch milliseconds",
            truth: Truth(pair: pair),
            authority: [FixtureFile("authority.json", text: RawForm.array(pair.authority, GitHubAudit.self))],
            siem: [FixtureFile("siem.ndjson", text: RawForm.lines(pair.siem, GitHubAudit.self))])
    }

    /// Objects as the trail delivers them, seven to a region's file and a name that says nothing about event times.
    private static func cloudTrail() -> FixtureFolder {
        let pair = Planting(seed: 604, service: CloudTrail.self, events: 130).pair()
        let files = ["us-east-1", "eu-north-1"].flatMap { region in
            let records = pair.authority.filter { $0.event.scope == region }
            return stride(from: 0, to: records.count, by: 24).map { start -> FixtureFile in
                let part = Array(records[start..<min(start + 24, records.count)])
                let delivered = part.map(\.event.time).max().map { TimeText.iso($0 + 5 * Instants.minute) } ?? ""
                let stamp = delivered.filter { $0 != "-" && $0 != ":" }.prefix(13) + "Z"
                let name = "\(CloudTrail.account)_CloudTrail_\(region)_\(stamp)_exampleexample\(start + 10).json"
                let body = JSONValue.object([.init("Records", .array(part.map(CloudTrail.record)))])
                return FixtureFile("authority/" + name, text: body.text()).gzipped
            }
        }
        return FixtureFolder(
            "cloudtrail-ecs", "A trail's gzip objects in a folder against ECS documents", truth: Truth(pair: pair),
            authority: files,
            siem: [FixtureFile("siem.ndjson", text: ElasticForm.documents(pair.siem, ElasticForm.cloudTrail))])
    }
}
