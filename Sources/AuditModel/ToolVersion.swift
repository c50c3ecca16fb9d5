/// The tool's name and version, as reports and manifests state them.
package enum ToolVersion {
    package static let name = "siemgap"
    package static let version = "0.1.0"
}
