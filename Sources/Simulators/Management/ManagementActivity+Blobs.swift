import AuditModel

extension ManagementActivity {
    /// Answers with the events of a blob.
    func blob(_ id: String, _ request: SimulatorRequest) -> SimulatorResponse {
        guard let place = places[id], let shelf = shelves[place.content] else {
            return ManagementAnswer.error(400, "AF20052", "Content ID \(id) in the URL is not valid.")
        }
        let blob = shelf.blobs[place.index]
        let scope = place.content.rawValue
        let window = TimeWindow(from: blob.created, to: blob.created + 1)
        if blob.created <= context.clock.now - 7 * 24 * Self.hour {
            return ManagementAnswer.error(400, "AF20051", "Content requested with the key \(id) has already expired.")
        }
        if let fault = board.hits(.contentGone, scope: scope, window: window, key: id) {
            board.noteEffect(of: .contentGone)
            switch fault.form {
            case "expired":
                return ManagementAnswer.error(
                    400, "AF20051", "Content requested with the key \(id) has already expired.")
            case "404": return SimulatorResponse(status: 404)
            default: return ManagementAnswer.error(404, "AF20050", "The specified content (\(id)) does not exist.")
            }
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(blob.records.count * 1300)
        bytes.append("[")
        for (place, index) in order(of: blob, scope: scope, window: window).enumerated() {
            if place > 0 { bytes.append(UInt8(ascii: ",")) }
            tenant.append(tenant.records[Int(shelf.order[index])], to: &bytes)
        }
        bytes.append("]")
        var answer = ManagementAnswer.json(bytes)
        if board.strike(.cutBody, scope: scope, window: window, key: id) != nil { answer.cutWithError() }
        return answer
    }

    /// The records of a blob as they came, or stirred (F3).
    private func order(of blob: BlobShelf.Blob, scope: String, window: TimeWindow) -> [Int] {
        guard board.hits(.disorder, scope: scope, window: window, key: blob.id) != nil else {
            return Array(blob.records)
        }
        board.noteEffect(of: .disorder)
        return blob.records.sorted { SeededGenerator.mix(UInt64($0)) < SeededGenerator.mix(UInt64($1)) }
    }
}
