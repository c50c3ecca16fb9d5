extension ServiceCatalogue {
    private static let records: Set<FaultCode> = [
        .lateEvent, .repeatedRecord, .changedRecord, .republished, .boundaryRows, .oddTimes, .missingIDs, .schemaDrift,
    ]
    private static let login: Set<FaultCode> = [.tokenExpired, .clockOff, .loginError]
    private static let pages: Set<FaultCode> = [
        .emptyPage, .repeatedToken, .unstableCount, .cutBody, .throttled, .serverError, .lostToken, .foreignLink,
    ]
    private static let graph = records.union(login).union(pages).union([.ignoredFilter, .oddHeaders])

    /// The services behind Microsoft's login.
    static let microsoft: [ServiceEntry] = [
        ServiceEntry(
            shape: OfficeShape(),
            faults: records.union(login).union([
                .lateListing, .disorder, .emptyPage, .repeatedToken, .cutBody, .throttled, .serverError,
                .retentionEdge, .notSubscribed, .contentGone, .partialAnswer, .oddHeaders, .foreignLink,
            ])
        ) { ManagementActivity($0) },
        ServiceEntry(shape: SignInShape(), faults: graph) { GraphList($0, .signIns) },
        ServiceEntry(shape: DirectoryAuditShape(), faults: graph) { GraphList($0, .directoryAudits) },
        ServiceEntry(shape: RiskDetectionShape(), faults: graph) { GraphList($0, .riskDetections) },
        ServiceEntry(shape: RiskDetectionShape(isLegacy: true), faults: graph) { GraphList($0, .identityRiskEvents) },
        ServiceEntry(shape: LegacySignInShape(), faults: graph) { GraphList($0, .legacySignIns) },
        ServiceEntry(
            shape: PurviewShape(), faults: records.union(login).union(pages).subtracting([.oddTimes])
        ) { PurviewSearch($0) },
    ]
}
