/// A mark on a side's files, and what it does to the verdict.
package struct TrustMark: Hashable, Sendable {
    package let side: Side
    package let code: TrustCode
    package let message: String
    package let effect: TrustEffect

    /// Makes a mark.
    package init(side: Side, code: TrustCode, message: String, effect: TrustEffect) {
        self.side = side
        self.code = code
        self.message = message
        self.effect = effect
    }
}
