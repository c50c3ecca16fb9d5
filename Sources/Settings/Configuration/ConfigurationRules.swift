package import AuditModel

/// What those who know the types of sources and SIEMs add to the rules of the configuration file.
package struct ConfigurationRules: Sendable {
    /// Refuses a source whose keys do not fit its type.
    package typealias SourceCheck = @Sendable (NamedSource) throws(SettingsFault) -> Void
    /// Refuses a SIEM whose keys do not fit its type.
    package typealias SIEMCheck = @Sendable (NamedSIEM) throws(SettingsFault) -> Void

    /// For ``ConfigurationSchema/text(sources:siems:deliveries:)``; made when asked for, since it reads every description.
    package var sourceSchemas: @Sendable () -> [String: JSONValue] = { [:] }
    /// For ``ConfigurationSchema/text(sources:siems:deliveries:)``.
    package var siemSchemas: [String: JSONValue] = [:]
    /// Likewise.
    package var deliverySchemas: [String: JSONValue] = [:]
    package var checkSource: SourceCheck = { _ in }
    package var checkSIEM: SIEMCheck = { _ in }

    /// No types are known.
    package init() {}
}

extension Configuration {
    /// Holds sources and SIEMs to the rules of their types; tells of all mistakes at once.
    package func check(_ rules: ConfigurationRules) throws(SettingsFault) {
        let faults = SettingsFaultList()
        for source in sources {
            faults.add(
                MistakeSearch.all(in: source.node) { node throws(SettingsFault) in
                    try rules.checkSource(
                        NamedSource(name: source.name, type: source.type, node: node, mark: source.mark))
                })
        }
        for siem in siems {
            faults.add(
                MistakeSearch.all(in: siem.node) { node throws(SettingsFault) in
                    try rules.checkSIEM(NamedSIEM(.init(key: siem.name, keyMark: siem.mark, value: node)))
                })
        }
        try faults.finish()
    }
}
