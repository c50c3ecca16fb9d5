import ArgumentParser
import Auditing

/// What the authority is, and how to read it where its content does not say.
struct AuthorityOptions: ParsableArguments {
    @Option(help: "The authority: a file, folder, quoted glob, or - for standard input. May be repeated.")
    var source: [String] = []

    @Option(help: "Format or preset of the authority's files; otherwise their content decides.")
    var sourceFormat: String?

    @Option(help: "Field path of the authority's id; several, with commas, form one id.")
    var sourceId: String?

    @Option(help: "Field path of the authority's event time.")
    var sourceTime: String?

    @Option(help: "Zone of the authority's times that name none: UTC, +02:00, Europe/Berlin.")
    var sourceZone: String?

    /// Puts the options that were given into the side's request.
    func apply(to side: inout SideRequest) throws(UsageFault) {
        if !source.isEmpty { side.specs = source }
        if let sourceFormat { side.format = sourceFormat }
        if let sourceId { side.idPaths = try OptionValues.paths(sourceId, flag: "--source-id") }
        if let sourceTime { side.timePath = sourceTime }
        if let sourceZone { side.zone = sourceZone }
    }
}

/// What the SIEM's side is, and how to read it where its content does not say.
struct SIEMOptions: ParsableArguments {
    @Option(help: "The SIEM's export: a file, folder, quoted glob, or - for standard input. May be repeated.")
    var siem: [String] = []

    @Option(help: "Format or preset of the SIEM's files; otherwise their content decides.")
    var siemFormat: String?

    @Option(help: "Field path of the id in the SIEM; several, with commas, form one id.")
    var siemId: String?

    @Option(help: "Field path of the event time in the SIEM.")
    var siemTime: String?

    @Option(help: "Zone of the SIEM's times that name none.")
    var siemZone: String?

    /// Puts the options that were given into the side's request.
    func apply(to side: inout SideRequest) throws(UsageFault) {
        if !siem.isEmpty { side.specs = siem }
        if let siemFormat { side.format = siemFormat }
        if let siemId { side.idPaths = try OptionValues.paths(siemId, flag: "--siem-id") }
        if let siemTime { side.timePath = siemTime }
        if let siemZone { side.zone = siemZone }
    }
}
