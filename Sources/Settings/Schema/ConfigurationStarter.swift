/// The file `siemgap config init` writes.
package enum ConfigurationStarter {
    /// A commented configuration that is valid as it stands, to be changed by its owner.
    package static let text = """
        # yaml-language-server: $schema=siemgap.schema.json
        # siemgap config schema > siemgap.schema.json   lets editors check and complete this file
        # siemgap config validate                       says what it holds
        schema: 1

        # Folder of ledger, archive and recordings; without it the user's state folder is used.
        # state: .siemgap

        # How hosts are reached. These are the defaults; ca adds certificate authorities to the system's.
        # network: {connect: 10s, head: 60s, idle: 60s, total: 10m, largest: 256MiB}
        # network: {proxy: "http://proxy.example:3128", ca: {file: company.pem}}

        # How long recordings of runs are kept; without it for good.
        # recordings: {keep: 30d, most: 50GiB}

        # The APIs that say which events exist. Secrets are never written here: {env: NAME}, {file: PATH} or
        # {command: [PROGRAM, ARGUMENT]} say where they are.
        sources:
          m365:
            type: o365-management
            tenant: contoso.example
            client_id: 00000000-0000-4000-8000-000000000000
            client_secret: {env: M365_CLIENT_SECRET}
            # certificate: {file: app.pem, key: {file: app.key}}
            # cloud: worldwide
            # limits: {requests: 2000, per: 1m, in_flight: 16}

        # Where the events should be. Type file is an export; the others are asked themselves: siemgap doctor NAME.
        siems:
          export:
            type: file
            path: exports/*.csv
          # Also: opensearch splunk azure-monitor loki victorialogs qradar sumo secops
          # elastic: {type: elasticsearch, url: "https://elastic.example:9200", api_key: {env: KEY}, index: logs-o365*}

        # What siemgap audit NAME compares; flags of the same name are stronger.
        audits:
          weekly:
            source: m365
            siem: export                   # or elastic
            last: 5d
            # settle: 24h
            # tolerance: 0
            # where: {operation: MailItemsAccessed}
            # watch:
            #   - {name: mailbox rules, where: {operation: New-InboxRule}}
            # Missing events somebody has accepted; an entry that has expired is an error.
            # accept:
            #   - {where: {scope: Yammer}, reason: not collected, owner: security, until: 2027-01-31}

        """
}
