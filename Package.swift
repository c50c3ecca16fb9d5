// swift-tools-version: 6.2
import PackageDescription

let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let arguments: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
    name: "siemgap",
    products: [.executable(name: "siemgap", targets: ["siemgap"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    ],
    targets: [
        .target(name: "AuditModel"),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .target(name: "CByteScan", cSettings: [.unsafeFlags(["-O3"])]),
        .target(name: "FileAccess", dependencies: ["AuditModel", "CZlib", crypto]),
        .target(name: "ByteScan", dependencies: ["AuditModel", "CByteScan"]),
        .target(name: "Recordings", dependencies: ["AuditModel", "ByteScan", "FileAccess"]),
        .target(name: "ExportReaders", dependencies: ["AuditModel", "ByteScan", "FileAccess", "Recordings"]),
        .target(name: "Reconcile", dependencies: ["AuditModel", "FileAccess"]),
        .target(name: "Reports", dependencies: ["AuditModel", "FileAccess"]),
        .target(
            name: "Auditing",
            dependencies: [
                "AuditModel", "ByteScan", "ExportReaders", "FileAccess", "Reconcile", "Recordings", "Reports",
            ]),
        .target(
            name: "SiemgapCommands",
            dependencies: ["AuditModel", "Auditing", "ByteScan", "ExportReaders", "FileAccess", "Reports", arguments]),
        .executableTarget(name: "siemgap", dependencies: ["SiemgapCommands"]),
        .executableTarget(name: "siemgap-scan-benchmark", dependencies: ["AuditModel", "ByteScan"]),
        .executableTarget(name: "siemgap-fixtures", dependencies: ["AuditModel"]),
        .target(
            name: "TestKit", dependencies: ["AuditModel", "ByteScan", "FileAccess", "Reconcile"], path: "Tests/TestKit"),
        .testTarget(name: "FixturesTests", dependencies: ["AuditModel", "siemgap-fixtures"]),
        .testTarget(name: "AuditModelTests", dependencies: ["AuditModel", "TestKit"]),
        .testTarget(name: "FileAccessTests", dependencies: ["AuditModel", "FileAccess", "TestKit"]),
        .testTarget(
            name: "ByteScanTests", dependencies: ["AuditModel", "ByteScan", "CByteScan", "FileAccess", "TestKit"]),
        .testTarget(name: "RecordingsTests", dependencies: ["AuditModel", "Recordings", "TestKit"]),
        .testTarget(
            name: "ExportReadersTests",
            dependencies: ["AuditModel", "ByteScan", "ExportReaders", "FileAccess", "TestKit"]),
        .testTarget(name: "ReconcileTests", dependencies: ["AuditModel", "FileAccess", "Reconcile", "TestKit"]),
        .testTarget(
            name: "ReportsTests", dependencies: ["AuditModel", "FileAccess", "Reports", "TestKit"],
            exclude: ["Expected"]),
        .testTarget(
            name: "AuditingTests",
            dependencies: [
                "AuditModel", "Auditing", "ExportReaders", "FileAccess", "Reconcile", "Reports", "SiemgapCommands",
                "TestKit",
            ]),
        .testTarget(
            name: "SiemgapCommandsTests",
            dependencies: [
                "AuditModel", "Auditing", "ExportReaders", "FileAccess", "Reports", "SiemgapCommands", "TestKit",
                "siemgap",
            ]),
    ],
    swiftLanguageModes: [.v6],
    cLanguageStandard: .c11
)

/// Fuzz targets, built only when asked for.
///
/// Their entry point is libFuzzer's. `.ci/fuzz` builds and runs them.
let fuzzTargets: [(name: String, dependencies: [Target.Dependency])] = [
    ("JSONRecordFuzz", ["ByteScan", "TestKit"]), ("ValueCutterFuzz", ["ByteScan", "ExportReaders", "TestKit"]),
    ("CSVRowFuzz", ["ByteScan", "TestKit"]), ("TimestampFuzz", ["AuditModel", "ByteScan"]),
    ("FieldPathFuzz", ["ExportReaders"]), ("GzipFuzz", ["FileAccess"]),
]
if Context.environment["SIEMGAP_FUZZ"] == "1" {
    package.targets += fuzzTargets.map { fuzz in
        .executableTarget(
            name: fuzz.name, dependencies: fuzz.dependencies, path: "Tests/Fuzz/\(fuzz.name)",
            swiftSettings: [.unsafeFlags(["-parse-as-library"])])
    }
}

/// Modules that may touch raw memory; every `unsafe` there carries a SAFETY line.
let unsafeModules: Set = ["FileAccess", "ByteScan"]

for target in package.targets where target.type != .system && target.name != "CByteScan" {
    var settings: [SwiftSetting] = [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    ]
    if target.type != .test && target.name != "TestKit" { settings.append(.treatAllWarnings(as: .error)) }
    if unsafeModules.contains(target.name) { settings.append(.strictMemorySafety()) }
    // Scanners have one owner each; checking that at run time took a quarter of the time of short records.
    if target.name == "ByteScan" {
        settings.append(.unsafeFlags(["-enforce-exclusivity=unchecked"], .when(configuration: .release)))
    }
    target.swiftSettings = (target.swiftSettings ?? []) + settings
}
