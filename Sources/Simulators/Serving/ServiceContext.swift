/// What a simulated service is made from.
package struct ServiceContext: Sendable {
    package let tenant: Tenant
    package let board: FaultBoard
    package let mint: TokenMint
    package let clock: SimulatorClock
    package let client: SimulatorClient
    /// Another host, for links that must not be followed (F29): scheme and authority.
    package let foreignAddress: String

    /// Gathers the parts.
    package init(
        tenant: Tenant, board: FaultBoard, mint: TokenMint, clock: SimulatorClock, client: SimulatorClient,
        foreignAddress: String = "https://elsewhere.example"
    ) {
        self.tenant = tenant
        self.board = board
        self.mint = mint
        self.clock = clock
        self.client = client
        self.foreignAddress = foreignAddress
    }
}
