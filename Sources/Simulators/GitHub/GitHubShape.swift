/// Entries of a GitHub organisation's audit log; fields after docs.github.com, "Using the audit log API for your
/// enterprise".
package struct GitHubShape: EventShape {
    package let source = "github-audit"
    package let usualTypes: [TenantPlan.EventType] = [.init("web", share: 0.6), .init("git", share: 0.4)]
    package let resolution: Int64 = 1_000_000

    /// The organisation whose log it is.
    static let organization = "example"

    /// Describes the entries.
    package init() {}

    package func operations(of type: String) -> [String] {
        type == "git"
            ? ["git.clone", "git.fetch", "git.push"]
            : ["repo.create", "org.add_member", "team.add_repository", "protected_branch.destroy", "hook.create"]
    }

    /// 22 characters, as `_document_id`s are.
    package func appendID(of record: TenantRecord, in tenant: Tenant, to output: inout [UInt8]) {
        let bits = tenant.bits(of: record.number)
        output.append(hex: bits.0, digits: 10)
        output.append("-_Qk")
        output.append(hex: bits.1, digits: 8)
    }

    package func append(_ record: TenantRecord, in tenant: Tenant, to output: inout [UInt8]) {
        let isGit = tenant.type(of: record) == "git"
        let isDrifted = record.marks.contains(.drifted)
        let isOdd = record.marks.contains(.oddTime)
        output.append(#"{"@timestamp":"#)
        RecordTime.milliseconds.append(record.time, isOdd: isOdd, to: &output)
        if !record.marks.contains(.idless) {
            output.append(#","_document_id":""#)
            appendID(of: record, in: tenant, to: &output)
            output.append("\"")
        }
        output.append(text: #","action":"\#(tenant.operation(of: record))","actor":""#)
        output += tenant.cast.users[Int(record.user)].prefix { $0 != UInt8(ascii: "@") }
        output.append(#"","actor_id":"#)
        output.append(text: isDrifted ? "\"\(1000 + Int(record.user))\"" : "\(1000 + Int(record.user))")
        if !isGit {
            output.append(#","created_at":"#)
            RecordTime.milliseconds.append(record.time, isOdd: isOdd, to: &output)
            output.append(#","actor_ip":""#)
            output += tenant.cast.addresses[Int(record.address)]
            output.append("\"")
        } else {
            output.append(#","transport_protocol_name":"http","transport_protocol":1,"repository_public":false"#)
        }
        if isDrifted { output.append(#","newly_added":{"level":3}"#) }
        if record.revision > 0 { output.append(text: #","revision":\#(record.revision)"#) }
        output.append(text: #","org":"\#(Self.organization)","org_id":2002,"repo":"\#(Self.organization)/app-"#)
        output.append(number: Int(record.origin % 40))
        output.append(#"","repo_id":"#)
        output.append(number: 300_000 + Int(record.origin % 40))
        if !isDrifted { output.append(#","business":"example-ent","business_id":77"#) }
        output.append(#","user_agent":"git/2.51.0","operation_type":"modify","visibility":"private"}"#)
    }
}
