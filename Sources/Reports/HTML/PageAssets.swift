import Mustache

/// The page's frame, styles and script, as they lie in `Assets`.
enum PageAssets {
    static let style = String(decoding: PackageResources.report_css, as: UTF8.self)
    static let script = String(decoding: PackageResources.report_js, as: UTF8.self)

    /// The frame; a frame that cannot be parsed would stop the first test that writes a page.
    static let frame: MustacheTemplate = {
        do {
            return try MustacheTemplate(string: String(decoding: PackageResources.report_mustache, as: UTF8.self))
        } catch {
            preconditionFailure("the page's frame cannot be parsed: \(error)")
        }
    }()
}
