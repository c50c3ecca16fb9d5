/// Management Activity events against Elasticsearch, Kibana and OpenSearch.
enum ElasticFolders {
    static func all() -> [FixtureFolder] { [hits(), dump(), kibana(), openSearch()] }

    private static func hits() -> FixtureFolder {
        var planting = Planting(seed: 201, service: OfficeAudit.self, window: Instants.week)
        (planting.outside, planting.siemOrder) = (3, .descending)
        let pair = planting.pair()
        return FixtureFolder(
            "elasticsearch-hits", "Saved search answer with ECS documents, some with literal dotted keys",
            truth: Truth(pair: pair), authority: AuthoritySide.files(pair, gzip: true),
            siem: [FixtureFile("siem.json", text: ElasticForm.searchResponse(pair.siem, ElasticForm.office)).gzipped])
    }

    private static func dump() -> FixtureFolder {
        let pair = Planting(seed: 202, service: OfficeAudit.self, siemOrder: .shuffled).pair()
        return FixtureFolder(
            "elasticdump", "elasticdump lines with ECS documents", truth: Truth(pair: pair),
            authority: AuthoritySide.files(pair, gzip: true),
            siem: [FixtureFile("siem.ndjson", text: ElasticForm.dump(pair.siem, ElasticForm.office)).gzipped])
    }

    private static func kibana() -> FixtureFolder {
        let pair = Planting(seed: 203, service: OfficeAudit.self, siemOrder: .descending).pair()
        return FixtureFolder(
            "kibana-csv", "Discover CSV: times without a zone, a `Label (field)` header, `-` for what is absent",
            truth: Truth(pair: pair), authority: AuthoritySide.files(pair, gzip: true),
            siem: [FixtureFile("siem.csv", text: ElasticForm.kibana(pair.siem))], arguments: ["--siem-zone", "UTC"])
    }

    private static func openSearch() -> FixtureFolder {
        let pair = Planting(seed: 204, service: OfficeAudit.self, siemOrder: .descending).pair()
        return FixtureFolder(
            "opensearch-csv", "Dashboards CSV in Berlin time: apostrophe prefixes, one space for what is absent",
            truth: Truth(pair: pair), authority: AuthoritySide.files(pair, gzip: true),
            siem: [FixtureFile("siem.csv", text: ElasticForm.openSearch(pair.siem, hoursFromUTC: 1))],
            arguments: ["--siem-zone", "Europe/Berlin"])
    }
}
