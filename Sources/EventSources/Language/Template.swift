/// A text with holes, such as `createdDateTime ge {from:iso} and createdDateTime le {to:iso}`.
///
/// `{{` and `}}` stand for the brackets themselves.
package struct Template: Hashable, Sendable {
    /// What is put into a hole.
    package enum Hole: Hashable, Sendable {
        case from(TimeForm)
        case to(TimeForm)
        case pageSize
        /// The value of the part of the source that is asked for, or the text that its fan-out value gives for questions.
        case scope(isQuery: Bool)
        /// A setting, a value that the chosen cloud gives, or one that the description gives itself.
        case setting(String)
        /// The GUID of the setting `tenant`, or the one the token names where the setting is a domain.
        case tenant
        /// Where the last page says to go on.
        case token
        /// A value of the answer that made a job.
        case created(ResponsePath)
        /// A value of the listed item that is fetched.
        case item(ResponsePath)
        /// A value inside a JSON credential, such as the mail address in a service account's key.
        case credential(setting: String, ResponsePath)

        /// Whether the text is a JSON number when it stands alone in a JSON body.
        var isNumber: Bool {
            switch self {
            case .from(let form), .to(let form): form.isNumber
            case .pageSize: true
            case .scope, .setting, .tenant, .token, .created, .item, .credential: false
            }
        }
    }

    /// A piece of the text.
    package enum Part: Hashable, Sendable {
        case literal(String)
        case hole(Hole)
    }

    package let parts: [Part]
    /// The template as it was written.
    package let text: String
    /// Whether a number that fills the whole text stays a text (`|text`).
    package let isForcedText: Bool

    /// The only hole, when nothing else is in the text.
    package var onlyHole: Hole? {
        guard parts.count == 1, case .hole(let hole)? = parts.first else { return nil }
        return hole
    }

    package var holes: [Hole] {
        parts.compactMap { part in
            if case .hole(let hole) = part { hole } else { nil }
        }
    }

    /// A text without holes.
    package init(literal text: String) {
        parts = [.literal(text)]
        self.text = text
        isForcedText = true
    }

    /// Reads a template.
    package init(parsing text: String) throws(TemplateError) {
        self.text = text
        var (parts, literal): ([Part], String) = ([], "")
        var isForcedText = false
        var rest = Substring(text)
        while let character = rest.popFirst() {
            guard character == "{" || character == "}" else {
                literal.append(character)
                continue
            }
            if rest.first == character {
                literal.append(character)
                rest.removeFirst()
                continue
            }
            guard character == "{", let end = rest.firstIndex(of: "}") else {
                throw TemplateError(hole: text, .unpaired)
            }
            var name = rest[..<end]
            if name.hasSuffix("|text") {
                isForcedText = true
                name = name.dropLast(5)
            }
            rest = rest[rest.index(after: end)...]
            if !literal.isEmpty { parts.append(.literal(literal)) }
            literal = ""
            parts.append(.hole(try Self.hole(String(name))))
        }
        if !literal.isEmpty || parts.isEmpty { parts.append(.literal(literal)) }
        self.parts = parts
        self.isForcedText = isForcedText
    }

    private static func hole(_ text: String) throws(TemplateError) -> Hole {
        let colon = text.firstIndex(of: ":")
        let name = String(text[..<(colon ?? text.endIndex)])
        let argument = colon.map { String(text[text.index(after: $0)...]) } ?? ""
        switch name {
        case "from", "to":
            guard let form = TimeForm(rawValue: argument) else { throw TemplateError(hole: text, .timeForm) }
            return name == "from" ? .from(form) : .to(form)
        case "setting" where !argument.isEmpty: return .setting(argument)
        case "created": return .created(try path(argument, in: text))
        case "item": return .item(try path(argument, in: text))
        case "scope" where argument.isEmpty || argument == "query": return .scope(isQuery: argument == "query")
        case "page_size" where argument.isEmpty: return .pageSize
        case "tenant" where argument.isEmpty: return .tenant
        case "token" where argument.isEmpty: return .token
        case "credential":
            let parts = argument.split(separator: ":", maxSplits: 1)
            guard parts.count == 2 else { throw TemplateError(hole: text, .path) }
            return .credential(setting: String(parts[0]), try path(String(parts[1]), in: text))
        default: throw TemplateError(hole: text, .name)
        }
    }

    private static func path(_ argument: String, in hole: String) throws(TemplateError) -> ResponsePath {
        guard !argument.isEmpty, let path = ResponsePath(argument) else { throw TemplateError(hole: hole, .path) }
        return path
    }
}

/// A hole of a template that cannot be understood.
package struct TemplateError: Error, Hashable, Sendable {
    /// What is wrong with it.
    package enum Reason: Hashable, Sendable {
        /// A bracket without its partner.
        case unpaired
        /// No hole has that name.
        case name
        /// The part after the colon is no form of a time.
        case timeForm
        /// The part after the colon is no path.
        case path
    }

    /// The text between the brackets, or the whole template when a bracket is unpaired.
    package let hole: String
    package let reason: Reason

    init(hole: String, _ reason: Reason) {
        self.hole = hole
        self.reason = reason
    }

    /// What is wrong, for a message.
    package var what: String {
        switch reason {
        case .unpaired: "\"\(hole)\" has a bracket without its partner; {{ and }} stand for brackets"
        case .name: "{\(hole)} is no placeholder"
        case .timeForm: "{\(hole)} names no form of a time"
        case .path: "{\(hole)} holds no path"
        }
    }
}
