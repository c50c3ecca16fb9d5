extension ServiceCatalogue {
    /// The services of other vendors.
    package static let others: [ServiceEntry] =
        [
            ServiceEntry(
                shape: TemplateShape.oktaSystemLog,
                faults: listed.union([.oddTimes, .oddHeaders, .foreignLink, .loginError]),
                make: { OktaService($0) }),
            ServiceEntry(
                shape: GoogleShape(),
                faults: listed.union([.oddTimes, .negativeIDs, .nestedEvents, .loginError]), needsKey: true,
                make: { GoogleReportsService($0) }),
            ServiceEntry(
                shape: GitHubShape(), faults: listed.union([.oddTimes, .oddHeaders, .foreignLink]),
                make: { GitHubAuditService($0) }),
            ServiceEntry(
                shape: CloudTrailShape(), faults: listed.union([.oddTimes]), make: { CloudTrailLookupService($0) }),
        ]
        + RESTProfile.all.map { profile in
            ServiceEntry(
                shape: profile.shape, faults: profile.faults, needsKey: profile.needsKey,
                make: { RESTService(profile, $0) })
        }

    /// What can happen to every listing with continuation tokens.
    static let listed: Set<FaultCode> = [
        .lateEvent, .repeatedRecord, .changedRecord, .boundaryRows, .schemaDrift, .emptyPage, .repeatedToken,
        .unstableCount,
        .cutBody, .throttled, .serverError, .tokenExpired, .lostToken, .ignoredFilter, .clockOff, .retentionEdge,
    ]
}

extension RESTProfile {
    /// Every service that is played from data.
    static let all = collaboration + identity + development + cloud

    /// What can happen to the service, as its paging, ids and login allow.
    var faults: Set<FaultCode> {
        var faults = ServiceCatalogue.listed.union([.oddTimes])
        switch continuation {
        case .page: faults = faults.subtracting([.emptyPage, .repeatedToken, .lostToken]).union([.pageDrift])
        case .lastID: faults.subtract([.emptyPage, .lostToken])
        case .query, .member, .joined: break
        }
        if case .integer = shape.recordID { faults.insert(.negativeIDs) }
        if shape.recordID == .none { faults.insert(.missingIDs) }
        if case .link = announcement { faults.formUnion([.oddHeaders, .foreignLink]) }
        if page.contains("%link%") { faults.insert(.foreignLink) }
        if case .none = time.place { faults.remove(.ignoredFilter) }
        if login != nil { faults.insert(.loginError) }
        return faults
    }
}
