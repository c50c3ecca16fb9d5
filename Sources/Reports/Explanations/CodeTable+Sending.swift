extension CodeTable {
    /// The codes of messages about connections and files that events are sent to, in alphabetical order.
    static let sendingMessages: [Explanation] = [
        .init(
            "E-SEND-BROKEN", "the connection to a receiver breaks or stands still",
            means: "it restarts, refuses what is sent, or its disk or queue is full; what was on its way is in doubt",
            fix: "look at the receiver's own log, then run the command again"),
        .init(
            "E-SEND-CERTIFICATE", "a receiver does not accept the client's certificate",
            means: "it wants one, or the one shown is expired or of an authority that it does not trust",
            fix: "name a current certificate and its key under tls.certificate and tls.key"),
        .init(
            "E-SEND-DISK", "no room for events in a file",
            means: "the disk, a quota or a limit on file size ran out; no line is cut",
            fix: "free space there, then run the command again"),
        .init(
            "E-SEND-FILE", "events cannot be written to a file", means: "the system's own words stand in the message",
            fix: "check the path and who may write there"),
        .init(
            "E-SEND-FOREIGN", "the file for events is another program's",
            means: "its last line has no end and is no event", fix: "name a file of its own under deliver.path"),
        .init(
            "E-SEND-LOCKED", "another process writes to the file for events",
            means: "two writers would send events twice", fix: "let it end, then run the command again"),
        .init(
            "E-SEND-NETWORK", "a receiver cannot be reached",
            means: "no name, no program that listens there, or a firewall between",
            fix: "start the receiver, and check deliver.url"),
        .init(
            "E-SEND-PLAIN", "a receiver's port wants TLS",
            means:
                "it answered plain bytes with a TLS alert, or breaks off plain connections and answers a TLS handshake",
            fix: "write tls:// in deliver.url, or use the receiver's port for plain connections"),
        .init(
            "E-SEND-REFUSED", "a receiver does not take events by this protocol",
            means: "it answers in another one, or its settings forbid it",
            fix: "check that deliver.url names the receiver's RELP port"),
        .init(
            "E-SEND-TLS", "no TLS at a receiver's port",
            means: "a port for plain connections answers there, or the two share no version",
            fix: "use the receiver's port for TLS, or write tcp:// where plain connections are meant"),
        .init(
            "E-SEND-TRUST", "a receiver's certificate is not trusted",
            means: "its authority is unknown here, it is out of its time, or it is another host's",
            fix: "name the authority under tls.ca, or the certificate's host under tls.server_name"),
    ]
}
