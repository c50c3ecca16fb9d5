extension CodeTable {
    /// The codes of messages about sending events.
    static let deliveryMessages: [Explanation] = [
        .init(
            "E-DELIVERY-BLOCKED", "the target takes no logs at present",
            means: "an administrator has switched off ingestion for the tenant",
            fix: "ask for the block to be lifted, then run the command again"),
        .init(
            "E-DELIVERY-COLLECTOR", "the HTTP Event Collector does not take events this way",
            means: "the token, its indexes or its acknowledgements do not fit the settings of deliver",
            fix: "compare the token's settings in Splunk with token, index, format and ack"),
        .init(
            "E-DELIVERY-INDEX", "documents may not be written to the index",
            means: "the index is not there or blocked, or the credential may not create documents in it",
            fix: "grant create_doc and auto_configure, or create the index, then run the command again"),
        .init(
            "E-DELIVERY-REFUSED", "the target refuses one event after another",
            means: "none of the first events was taken, so the way of sending is wrong, not the events",
            fix: "check index, format and pipeline of deliver"),
    ]
}
