import AuditModel

/// Answers of a simulated Splunk: JSON where it was asked for, else the XML of Atom feeds.
enum SplunkText {
    /// A list of messages with a status.
    static func messages(_ status: Int, _ type: String, _ text: String, asJSON: Bool) -> SimulatorResponse {
        guard !asJSON else {
            return .json(status, ["messages": .array([["type": .string(type), "text": .string(text)]])])
        }
        return xml(
            status,
            "<response>\n  <messages>\n    <msg type=\"\(type)\">\(escaped(text))</msg>\n  </messages>\n</response>")
    }

    /// Some names and values.
    static func response(_ status: Int, _ values: [(name: String, value: String)], asJSON: Bool) -> SimulatorResponse {
        guard !asJSON else { return .json(status, .object(values.map { .init($0.name, .string($0.value)) })) }
        let inside = values.map { "<\($0.name)>\(escaped($0.value))</\($0.name)>" }.joined()
        return xml(status, "<response>\(inside)</response>")
    }

    /// A feed of one entry.
    static func entry(_ name: String, path: String, _ content: JSONValue, asJSON: Bool) -> SimulatorResponse {
        guard !asJSON else {
            let entry: JSONValue = ["name": .string(name), "id": .string(path), "acl": access, "content": content]
            return .json(200, ["entry": .array([entry]), "messages": .array([])])
        }
        let feed =
            #"<feed xmlns="http://www.w3.org/2005/Atom" xmlns:s="http://dev.splunk.com/ns/rest">"#
            + "<title>\(escaped(path))</title><id>\(escaped(path))</id>" + entryXML(name, path, content) + "</feed>"
        return xml(200, feed)
    }

    /// The entry of a job, which is its own document.
    static func job(_ name: String, path: String, _ content: JSONValue) -> SimulatorResponse {
        xml(200, entryXML(name, path, content))
    }

    /// Who may do what with an entry.
    private static let access: JSONValue = [
        "app": .string("search"), "owner": .string(SplunkService.user), "sharing": .string("global"),
        "modifiable": .bool(true), "can_write": .bool(true), "ttl": .integer(600),
    ]

    private static func entryXML(_ name: String, _ path: String, _ content: JSONValue) -> String {
        var members: [JSONValue.Member] = []
        if case .object(let own) = content { members = own }
        let content = JSONValue.object(members + [.init("eai:acl", access)])
        return entryXML(name, path, all: content)
    }

    private static func entryXML(_ name: String, _ path: String, all content: JSONValue) -> String {
        #"<entry xmlns="http://www.w3.org/2005/Atom" xmlns:s="http://dev.splunk.com/ns/rest">"#
            + "<title>\(escaped(name))</title><id>\(escaped(path))</id>"
            + #"<link href="\#(escaped(path))" rel="alternate"/>"#
            + #"<content type="text/xml">\#(value(content))</content></entry>"#
    }

    private static func value(_ value: JSONValue) -> String {
        switch value {
        case .null: ""
        case .bool(let flag): flag ? "1" : "0"
        case .integer(let number): String(number)
        case .number(let number): "\(number)"
        case .string(let text): escaped(text)
        case .array(let values):
            "<s:list>" + values.map { "<s:item>\(Self.value($0))</s:item>" }.joined() + "</s:list>"
        case .object(let members):
            "<s:dict>"
                + members.map { "<s:key name=\"\(escaped($0.name))\">\(Self.value($0.value))</s:key>" }.joined()
                + "</s:dict>"
        }
    }

    private static func xml(_ status: Int, _ text: String) -> SimulatorResponse {
        SimulatorResponse(
            status: status, headers: [("Content-Type", "text/xml; charset=UTF-8")],
            body: Array((#"<?xml version="1.0" encoding="UTF-8"?>"# + "\n" + text).utf8))
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
            .replacing("\"", with: "&quot;")
    }
}
