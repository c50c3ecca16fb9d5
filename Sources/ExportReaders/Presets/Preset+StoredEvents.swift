package import Recordings

extension Preset {
    /// What a SIEM that was asked for ids, times and lengths alone has answered, as the recording's paths describe it.
    ///
    /// The records are the `StoredEvent`s of the module that asks.
    package static func storedEvents(_ description: RecordingDescription) throws(FieldPathError) -> Preset {
        var parts: [IDField.Part] = []
        for path in description.paths.id { parts.append(.init(path: try FieldPath(parsing: path), isTime: false)) }
        var preset = Preset(name: description.type, title: "events of \(description.name) by id", needs: [])
        preset.ids = [IDField(parts)]
        if let time = description.paths.time { preset.times = [.utc(try FieldPath(parsing: time))] }
        if let taken = description.paths.available { preset.ingested = [try FieldPath(parsing: taken)] }
        preset.cutMark = FieldValueTest("cut", is: "true")
        preset.copyKeys = ["ingested", "place"]
        return preset
    }
}
