import AuditModel
import Synchronization

/// The services of one simulator behind one address: the first that knows a path answers.
package final class SimulatorRouter: Sendable {
    /// In the order in which they are asked.
    package let services: [any SimulatedService]
    /// SIEMs, asked after the services.
    package let stores: [any SimulatedService]
    private let clock: SimulatorClock
    private let foreignAuthority: String
    private let counts = Mutex((requests: 0, foreign: 0, leaked: 0))

    /// Puts services behind one address.
    ///
    /// - Parameter foreignAuthority: host and port that stand for another host; nobody answers there.
    package init(
        _ services: [any SimulatedService], stores: [any SimulatedService] = [], clock: SimulatorClock,
        foreignAuthority: String = ""
    ) {
        self.services = services
        self.stores = stores
        self.clock = clock
        self.foreignAuthority = foreignAuthority
    }

    /// Requests answered so far, those of them sent to the foreign host, and of those the ones that carried a credential.
    package var traffic: (requests: Int, foreign: Int, leaked: Int) { counts.withLock { $0 } }

    /// Answers with the service's answer and a `Date` header, or with 404.
    package func answer(_ request: SimulatorRequest) -> SimulatorResponse {
        let isForeign = request.authority == foreignAuthority
        counts.withLock { counts in
            counts.requests += 1
            counts.foreign += isForeign ? 1 : 0
            counts.leaked += isForeign && request.header("authorization") != nil ? 1 : 0
        }
        var response = SimulatorResponse(status: 404)
        if !isForeign {
            for service in services + stores {
                guard let answer = service.answer(request) else { continue }
                response = answer
                break
            }
        }
        response.headers.append(("Date", HTTPDate.text(clock.shown)))
        return response
    }
}
