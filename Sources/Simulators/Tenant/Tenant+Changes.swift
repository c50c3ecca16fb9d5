extension Tenant {
    /// How many records a fault of the tenant changed, so that a service that writes them the usual way counts none.
    func changed(by fault: FaultCode) -> Int {
        guard let mark = TenantRecord.Marks(of: fault) else { return 0 }
        let marked = records.lazy.filter { $0.marks.contains(mark) }
        switch fault {
        case .oddTimes, .negativeIDs, .nestedEvents, .missingIDs, .schemaDrift:
            return marked.count { record in
                var usual = record
                usual.marks.remove(mark)
                return body(of: usual) != body(of: record)
            }
        default: return marked.count
        }
    }
}

extension TenantRecord.Marks {
    /// What a fault of the tenant leaves on a record; nil for a fault of serving.
    fileprivate init?(of fault: FaultCode) {
        switch fault {
        case .lateEvent: self = .late
        case .repeatedRecord: self = .repeated
        case .changedRecord: self = .changed
        case .republished: self = .republished
        case .boundaryRows: self = .boundary
        case .oddTimes: self = .oddTime
        case .negativeIDs: self = .negativeID
        case .nestedEvents: self = .nested
        case .missingIDs: self = .idless
        case .schemaDrift: self = .drifted
        default: return nil
        }
    }
}
