import AuditModel
import Simulators
import Testing

/// Each defect leaves its own signature and no other.
struct CollectorTests {
    private typealias Scene = CollectorScene

    @Test func withoutDefectEverythingArrivesOnceAsItIs() throws {
        let scene = try Scene([])
        #expect(scene.log.losses.isEmpty && scene.log.documents.count == scene.tenant.records.count)
        #expect(scene.log.documents.allSatisfy { $0.time == scene.tenant.records[$0.index].time && $0.idForm == .own })
        #expect(scene.log.documents.allSatisfy { $0.received > scene.tenant.records[$0.index].available })
    }

    @Test func aCheckpointWithoutLookbackLosesWhatComesLate() throws {
        let scene = try Scene([Scene.plan(.newestCheckpoint)])
        #expect(scene.causes == [.lateArrival])
        for lost in scene.lost {
            let wasPassed = scene.kept.contains {
                $0.type == lost.type && $0.time > lost.time && scene.poll($0) < scene.poll(lost)
            }
            #expect(wasPassed, "a newer event of the type was already there")
        }
        #expect(scene.kept.allSatisfy { kept in kept.available - kept.time < 6 * Scene.hour })
    }

    @Test func aDelayOfPollsSavesWhatComesWithinIt() throws {
        let hasty = try Scene([Scene.plan(.newestCheckpoint)])
        let patient = try Scene([Scene.plan(.newestCheckpoint) { $0.delay = Scene.hour }])
        #expect(patient.lost.count < hasty.lost.count / 2)
        #expect(patient.lost.allSatisfy { $0.available - $0.time > Scene.hour })
    }

    @Test func anExclusiveBoundLosesTies() throws {
        let scene = try Scene([Scene.plan(.exclusiveBound) { $0.size = 10 }], events: 20_000)
        #expect(scene.causes == [.boundaryTies])
        let kept = Set(scene.kept.map { [Int64($0.type), $0.time] })
        #expect(scene.lost.allSatisfy { kept.contains([Int64($0.type), $0.time]) })
    }

    @Test func anEmptyPageEndsAPoll() throws {
        let scene = try Scene([Scene.plan(.stopsAtEmptyPage) { ($0.size, $0.share) = (5, 0.3) }])
        #expect(scene.causes == [.pageCap])
        for group in scene.groups(scene.poll) {
            let end = group.drop { !$0.isLost }
            #expect(end.count(where: \.isLost) == end.count, "what is lost is the end of a poll")
            #expect(group.count { !$0.isLost } % 5 == 0 || !group.contains(where: \.isLost))
        }
    }

    @Test func aTextComparisonLosesFractionsOfTheFirstSecond() throws {
        let scene = try Scene([Scene.plan(.comparesText) { $0.every = Scene.minute }], resolution: 1_000_000)
        #expect(scene.causes == [.pollBoundary])
        for record in scene.lost {
            let phase = (record.time - scene.tenant.span.from) % Scene.minute
            #expect(phase > 0 && phase < Scene.second)
        }
        let coarse = try Scene([Scene.plan(.comparesText)])
        #expect(coarse.log.losses.isEmpty, "whole seconds compare well as text")
    }

    @Test func aTypeThatIsNotCollectedIsAbsent() throws {
        let scene = try Scene([Scene.plan(.lacksType) { $0.scope = "SharePoint" }])
        #expect(scene.causes == [.typeLost])
        #expect(scene.lost.allSatisfy { $0.type == 1 } && scene.kept.allSatisfy { $0.type == 0 })
    }

    @Test(arguments: [DefectCode.dropsGoneBlobs, .forwardOnlyBlobs])
    func blobsAreLostWhole(defect: DefectCode) throws {
        let scene = try Scene([Scene.plan(defect) { $0.share = 0.1 }])
        #expect(scene.causes == [.blobLost])
        for blob in scene.groups({ $0.available / (5 * Scene.minute) }) {
            #expect(Set(blob.map(\.isLost)).count == 1)
        }
    }

    @Test func throttledPagesAreLostWhole() throws {
        let scene = try Scene([Scene.plan(.skipsThrottledPages) { ($0.size, $0.share) = (4, 0.2) }])
        #expect(scene.causes == [.rateLoss])
        for poll in scene.groups(scene.poll) {
            for start in stride(from: 0, to: poll.count, by: 4) {
                #expect(Set(poll[start..<min(start + 4, poll.count)].map(\.isLost)).count == 1)
            }
        }
    }

    @Test func anOutageLeavesAHole() throws {
        let (from, to) = (6 * Scene.hour, 9 * Scene.hour)
        let scene = try Scene([
            Scene.plan(.outage) { ($0.from, $0.to, $0.lookback) = (from, to, Scene.hour) }
        ])
        #expect(scene.causes == [.collectorStopped])
        let start = scene.tenant.span.from
        let hole = start + from..<start + to - Scene.hour
        #expect(
            scene.lost.allSatisfy { $0.time < hole.upperBound && $0.available > hole.lowerBound - 5 * Scene.minute })
        let early = scene.kept.filter { hole.contains($0.time) }
        #expect(early.allSatisfy { $0.available > start + to }, "only what came later still is there")
    }

    @Test func overlapsWithoutMemoryRepeat() throws {
        let scene = try Scene([Scene.plan(.keepsRepeats) { $0.lookback = 20 * Scene.minute }])
        #expect(scene.log.losses.isEmpty)
        #expect(scene.log.documents.count > 2 * scene.tenant.records.count)
        #expect(Set(scene.log.documents.map(\.index)).count == scene.tenant.records.count)
    }

    @Test func splitRecordsGetOtherIDs() throws {
        let scene = try Scene([Scene.plan(.splitsRecords) { ($0.share, $0.size) = (0.1, 3) }])
        let parts = scene.log.documents.filter { $0.idForm != .own }
        #expect(scene.causes == [.fieldShape] && parts.count == 3 * scene.log.losses.count)
        #expect(Set(parts.map(\.index)) == Set(scene.log.losses.keys))
    }

    @Test func ingestTimesLieBehindEvents() throws {
        let scene = try Scene([Scene.plan(.ingestTime)])
        #expect(scene.log.losses.isEmpty && scene.log.documents.allSatisfy { $0.time == $0.received })
    }

    @Test func localTimesAreOffByTheZone() throws {
        let scene = try Scene(
            [Scene.plan(.localTime)], siem: SIEMPlan(kind: "ndjson", zone: "America/St_Johns"))
        #expect(scene.log.losses.isEmpty)
        #expect(
            scene.log.documents.allSatisfy { $0.time - scene.tenant.records[$0.index].time == 210 * Scene.minute })
    }

    @Test func coarseTimesAreCutWithinTheSecond() throws {
        let scene = try Scene([Scene.plan(.coarseTime)], resolution: 1_000_000)
        #expect(scene.log.losses.isEmpty && scene.log.documents.allSatisfy { $0.time % Scene.second == 0 })
        #expect(
            scene.log.documents.allSatisfy {
                (0..<Scene.second).contains(scene.tenant.records[$0.index].time - $0.time)
            })
    }

    @Test func refusedDocumentsShareAnOperationOrASize() throws {
        let byField = try Scene([Scene.plan(.rejectsDocuments)])
        #expect(byField.causes == [.fieldShape] && byField.lost.allSatisfy { $0.operation == 0 })
        #expect(byField.kept.allSatisfy { $0.operation > 0 })
        for plan in [Scene.plan(.rejectsDocuments) { $0.size = 120 }, Scene.plan(.rejectsDocuments) { $0.share = 0.1 }]
        {
            let bySize = try Scene([plan])
            let lengths = (
                lost: bySize.lost.map { bySize.tenant.body(of: $0).count },
                kept: bySize.kept.map { bySize.tenant.body(of: $0).count }
            )
            #expect(bySize.causes == [.sizeLimit])
            #expect(lengths.lost.min() ?? 0 > lengths.kept.max() ?? .max)
        }
    }

    @Test func idsAreWrittenOtherwise() throws {
        let scene = try Scene([Scene.plan(.rewritesIDs)])
        #expect(scene.log.losses.isEmpty)
        #expect(Set(scene.log.documents.map(\.idForm)) == [.upperCase, .braced])
    }

    @Test func onlyFirstPagesAreRead() throws {
        let scene = try Scene([Scene.plan(.firstPageOnly) { $0.size = 6 }])
        #expect(scene.causes == [.firstPageOnly])
        for poll in scene.groups(scene.poll) {
            #expect(poll.prefix(6).allSatisfy { !$0.isLost } && poll.dropFirst(6).allSatisfy(\.isLost))
        }
    }

    @Test func aHoleBetweenPollsSwallowsThePhaseBeforeEach() throws {
        let (every, hole) = (10 * Scene.minute, 40 * Scene.second)
        let scene = try Scene([Scene.plan(.holeBetweenPolls) { ($0.every, $0.span) = (every, hole) }])
        func isInHole(_ record: TenantRecord) -> Bool {
            (record.time - scene.tenant.span.from) % every >= every - hole
        }
        #expect(scene.kept.allSatisfy { !isInHole($0) })
        for (index, cause) in scene.log.losses {
            let record = scene.tenant.records[index]
            #expect(cause == (isInHole(record) ? .pollBoundary : .lateArrival))
        }
    }

    @Test func stretchesAskedForOnceLoseWhatComesLater() throws {
        let (every, delay) = (10 * Scene.minute, 20 * Scene.minute)
        let scene = try Scene([Scene.plan(.windowsOnce) { ($0.every, $0.delay) = (every, delay) }])
        #expect(scene.causes == [.lateArrival])
        #expect(scene.lost.allSatisfy { $0.available - $0.time > delay })
        #expect(scene.kept.allSatisfy { $0.available - $0.time <= delay + every })
        let patient = try Scene([
            Scene.plan(.windowsOnce) { ($0.every, $0.delay, $0.lookback) = (every, delay, 8 * Scene.hour) }
        ])
        #expect(patient.log.losses.isEmpty)
    }

    @Test(arguments: [false, true]) func aCapKeepsOneEndOfAnAnswer(isNewestFirst: Bool) throws {
        let scene = try Scene([
            Scene.plan(.resultCap) { ($0.size, $0.isNewestFirst) = (4, isNewestFirst) }
        ])
        #expect(scene.causes == [.pageCap])
        for poll in scene.groups(scene.poll) {
            let answer = isNewestFirst ? poll.reversed() : poll
            #expect(answer.prefix(4).allSatisfy { !$0.isLost } && answer.dropFirst(4).allSatisfy(\.isLost))
        }
    }

    @Test func aCollectorThatHangsLosesWhatCameBeforeItsNextStart() throws {
        let (life, period) = (60 * Scene.minute, 90 * Scene.minute)
        let scene = try Scene([Scene.plan(.stopsAfterStart) { ($0.span, $0.period) = (life, period) }])
        #expect(scene.causes == [.tokenRhythm])
        let phases = scene.lost.map { ($0.available - scene.tenant.span.from) % period }
        #expect(phases.allSatisfy { $0 > life - 5 * Scene.minute })
    }

    @Test func defectsKeepToTheirSpanAndScope() throws {
        let scene = try Scene([
            Scene.plan(.firstPageOnly) { ($0.size, $0.from, $0.scope) = (3, 12 * Scene.hour, "Exchange") }
        ])
        let middle = scene.tenant.span.from + 12 * Scene.hour
        #expect(
            !scene.lost.isEmpty && scene.lost.allSatisfy { $0.type == 0 && $0.available > middle - 5 * Scene.minute })
    }

    @Test func theSameScenarioGivesTheSameDocuments() throws {
        let plans = DefectCode.allCases.filter { $0 != .lacksType }.map { code in
            Scene.plan(code) { ($0.share, $0.from) = (0.05, 2 * Scene.hour) }
        }
        let (first, second) = (try Scene(plans), try Scene(plans))
        #expect(first.log.documents == second.log.documents && first.log.losses == second.log.losses)
    }
}
