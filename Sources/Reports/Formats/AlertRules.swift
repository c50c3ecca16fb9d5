/// Alert rules for Prometheus over the metrics that runs write.
package enum AlertRules {
    /// A rule file as `promtool check rules` accepts it: gaps, inconclusive twice, no finished audit for 8 days.
    package static let text = String(decoding: PackageResources.alerts_yml, as: UTF8.self)
}
