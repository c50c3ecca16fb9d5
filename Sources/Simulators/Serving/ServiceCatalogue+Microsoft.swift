extension ServiceCatalogue {
    /// The services behind Microsoft's login.
    static let microsoft: [ServiceEntry] = []
}
