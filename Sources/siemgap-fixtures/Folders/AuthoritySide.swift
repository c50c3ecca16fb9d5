/// The authority's side of most folders.
enum AuthoritySide {
    /// One event a line, plain or as one gzip member.
    static func files(_ pair: PlantedPair, gzip: Bool = false) -> [FixtureFile] {
        files(pair, OfficeAudit.self, gzip: gzip)
    }

    /// The same for another service.
    static func files(_ pair: PlantedPair, _ service: any AuditService.Type, gzip: Bool = false) -> [FixtureFile] {
        let plain = FixtureFile("authority.ndjson", text: RawForm.lines(pair.authority, service))
        return [gzip ? plain.gzipped : plain]
    }
}
