import Simulators

/// Causes that a scenario plants as one and the same set of events, so that either name is true.
///
/// Decided from what the law drew, never from what came of it: a refused operation that is all a type does takes the type
/// with it, and a type that is not asked for takes an operation with it that is all it does and that no other type does.
enum TwinCauses {
    /// The other true name of each planted cause that has one.
    static func names(of scenario: Scenario, shape: any EventShape) -> [LossCause: LossCause] {
        let types = (scenario.tenant.types.isEmpty ? shape.usualTypes : scenario.tenant.types).map(\.name)
        var names: [LossCause: LossCause] = [:]
        for plan in scenario.collector {
            guard let scope = plan.scope else { continue }
            let struck = types.filter { shape.strikes(type: $0, scope: scope) }
            let operations = Set(struck.flatMap { shape.operations(of: $0) })
            switch DefectCode(rawValue: plan.defect) {
            case .rejectsDocuments where plan.size == nil && plan.share == nil:
                if struck.allSatisfy({ shape.operations(of: $0).count == 1 }) { names[.fieldShape] = .typeLost }
            case .lacksType:
                let others = types.filter { !struck.contains($0) }.flatMap { shape.operations(of: $0) }
                if operations.count == 1, operations.isDisjoint(with: others) { names[.typeLost] = .fieldShape }
            default: break
            }
        }
        return names
    }
}
