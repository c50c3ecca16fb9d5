import ByteScan

extension DeliveredDocument {
    /// What a faulty pipeline does to an event.
    enum Damage {
        /// Its end is dropped.
        case cut
        /// A text in it becomes another.
        case changed
    }

    /// Bytes that a cut event lacks at its end.
    private static let lost = 4

    /// The same with its text damaged, wherever the document keeps it; id and time stay.
    func damaged(_ damage: Damage) -> DeliveredDocument {
        DeliveredDocument(
            damagedContent(damage), time: time, received: received, documentID: documentID, fields: fields, form: form)
    }

    private func damagedContent(_ damage: Damage) -> [UInt8] {
        guard form == .document else { return Self.text(content, damage) }
        if let original = tree["event"]?["original"]?.text {
            let text = JSONTree.string(Self.text(Array(original.utf8), damage))
            return tree.replacing(["event", "original"], with: text).compactBytes
        }
        if let message = tree["message"]?.text, message.hasPrefix("{") {
            let text = JSONTree.string(Self.text(Array(message.utf8), damage))
            return tree.replacing(["message"], with: text).compactBytes
        }
        return Self.members(tree, damage).compactBytes
    }

    private static func text(_ text: [UInt8], _ damage: Damage) -> [UInt8] {
        switch damage {
        case .cut: text.dropLast(lost)
        case .changed: ((try? JSONTree(parsing: text)).map { members($0, damage) } ?? .null).compactBytes
        }
    }

    /// An object with the first text damaged that is neither id nor time.
    private static func members(_ object: JSONTree, _ damage: Damage) -> JSONTree {
        for member in object.members ?? [] {
            guard case .string(let value) = member.value, value.count > 1 else { continue }
            let name = String(decoding: member.name, as: UTF8.self).lowercased()
            if ["id", "time", "timestamp", "published"].contains(where: name.hasSuffix) { continue }
            let other = damage == .cut ? Array(value.dropLast()) : value + Array("~".utf8)
            return object.replacing([String(decoding: member.name, as: UTF8.self)], with: .string(other))
        }
        return object
    }
}

extension JSONTree {
    /// The same with another value at a path of names.
    fileprivate func replacing(_ path: ArraySlice<String>, with value: JSONTree) -> JSONTree {
        guard let name = path.first, let members else { return value }
        return .object(
            members.map { member in
                guard member.name == Array(name.utf8) else { return member }
                return Member(name: member.name, value: member.value.replacing(path.dropFirst(), with: value))
            })
    }
}
