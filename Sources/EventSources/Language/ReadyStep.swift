/// A request that says which scopes can be asked.
package struct ReadyStep: Hashable, Sendable {
    package var request: RequestStep
    /// The array of scopes in the answer.
    package var at: ResponsePath
    /// In an element, the scope's value.
    package var scope: ResponsePath
    /// In an element, its state, and the states in which it can be asked; nil when being listed is enough.
    package var state: ResponsePath?
    package var good: [String]
}
