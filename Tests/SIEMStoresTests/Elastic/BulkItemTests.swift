import ByteScan
import Testing

@testable import SIEMStores

struct BulkItemTests {
    @Test(arguments: [
        (#"{"create":{"status":201}}"#, "taken", false),
        (#"{"create":{"status":201,"failure_store":"not_applicable_or_unknown"}}"#, "taken", false),
        (#"{"create":{"status":201,"failure_store":"used"}}"#, "refused", false),
        (#"{"create":{"status":500,"failure_store":"failed"}}"#, "refused", false),
        (
            #"{"create":{"status":409,"error":{"type":"version_conflict_engine_exception","reason":"r"}}}"#, "present",
            false
        ),
        (#"{"create":{"status":400,"error":{"type":"document_parsing_exception","reason":"r"}}}"#, "refused", false),
        (
            #"{"create":{"status":429,"error":{"type":"es_rejected_execution_exception","reason":"r"}}}"#, "unsent",
            false
        ),
        (#"{"create":{"status":503,"error":{"type":"unavailable_shards_exception","reason":"r"}}}"#, "unsent", false),
        (#"{"create":{"status":403,"error":{"type":"cluster_block_exception","reason":"r"}}}"#, "unsent", true),
        (#"{"create":{"status":404,"error":{"type":"index_not_found_exception","reason":"r"}}}"#, "unsent", true),
        (#"{"index":{"status":200}}"#, "taken", false), (#"{}"#, "refused", false),
    ])
    func fatesFollowFromItems(_ text: String, _ fate: String, _ stops: Bool) throws {
        let item = BulkItem(try JSONTree(parsing: Array(text.utf8)))
        #expect(item.fate.word == fate)
        #expect(item.isStop == stops)
    }
}
