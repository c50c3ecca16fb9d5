/// What services do while they are pulled; the collector behind these got everything.
extension ShapeScenario {
    static let services: [ShapeScenario] = [
        ShapeScenario("link-loop").service(APIFault(.repeatedToken, share: 0.1)),
        ShapeScenario("throttled-af429").service(APIFault(.throttled, share: 0.2)),
        ShapeScenario("throttled-retry-after")
            .service(APIFault(.throttled, share: 0.2, form: "retry-after", size: 1)),
        ShapeScenario("token-expired").service(APIFault(.tokenExpired, share: 0.1)),
        ShapeScenario("type-refused")
            .service(APIFault(.tokenExpired, scope: "Audit.Exchange", times: nil)),
        ShapeScenario("cut-answer").service(APIFault(.cutBody, share: 0.1)),
        ShapeScenario("pulls-differ", source: "graph-sign-ins").service(APIFault(.unstableCount, share: 0.02)),
        ShapeScenario("out-of-retention").service(APIFault(.retentionEdge))
            .with { $0.tenant.from = .before(9 * day) },
    ]
}
