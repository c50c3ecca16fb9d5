import AuditModel
import Settings

/// Configurations used by several tests.
enum ConfigurationTexts {
    /// 2026-11-17T08:02:11Z.
    static let now: Int64 = 1_794_902_531_000_000_000

    /// Every key that has a reader of its own.
    static let full = """
        schema: 1
        state: .siemgap
        network: {proxy: "http://proxy.example:3128", ca: {file: F}, connect: 5s, head: 6s, idle: 7s, total: 8m, largest: 9MiB}
        recordings: {keep: 30d, most: 50GiB}
        sources:
          m365:
            type: o365-management
            tenant: contoso.example
            client_secret: {env: M365_CLIENT_SECRET}
        siems:
          elastic: {type: elasticsearch, url: "https://elastic.example:9200", api_key: {env: ELASTIC_KEY}}
          lake: {type: file, path: exports/*.csv}
          collector: {type: none, deliver: {type: syslog, url: "tls://logs.example:6514", framing: octet-counting}}
        audits:
          weekly: {source: archive/m365, siem: elastic, last: 7d, tolerance: 0}
          window:
            source: [m365, ./more]
            siem: lake
            from: 2026-11-09
            to: 2026-11-16T00:00:00Z
            settle: 24h
            source_format: o365-management
            source_id: [Id]
            source_time: CreationTime
            source_zone: UTC
            siem_format: csv
            siem_id: '"a,b".c'
            siem_time: '@timestamp'
            siem_zone: Europe/Berlin
            where: {operation: Send, 'A|B': 5}
            match: [UserId, Operation]
            time_tolerance: 1s
            tolerance: 20ppm
            pulls: 2
            expect_empty: false
            exit_zero_on_gaps: true
            memory: 1GiB
            no_input_digest: true
            redact: true
            watch: [{name: mailbox rules, where: {operation: New-InboxRule}}]
            accept:
              - where: {scope: Yammer}
                from: 2026-11-01
                to: 2026-12-01
                reason: not collected
                owner: security
                until: 2026-12-31

        """

    /// Reads a text as a configuration named `siemgap.yaml`.
    static func read(_ text: String) throws -> Configuration {
        try Configuration(node: try SettingsNode(parsing: text, file: "siemgap.yaml"), now: now)
    }

    /// The problems of a text that is none.
    static func problems(_ text: String) -> [String] {
        do {
            _ = try read(text)
            return []
        } catch let fault as SettingsFault {
            return fault.problems.map { "\($0.place ?? "-") \($0.what)" }
        } catch {
            return ["\(error)"]
        }
    }
}
