// swift-tools-version: 6.2
import PackageDescription

let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let cryptoExtras: Target.Dependency = .product(name: "CryptoExtras", package: "swift-crypto")
let arguments: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let yams: Target.Dependency = .product(name: "Yams", package: "Yams")
let histogram: Target.Dependency = .product(name: "Histogram", package: "hdrhistogram-swift")
let database: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let mustache: Target.Dependency = .product(name: "Mustache", package: "swift-mustache")
let httpClient: Target.Dependency = .product(name: "AsyncHTTPClient", package: "async-http-client")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let certificates: [Target.Dependency] = [
    .product(name: "X509", package: "swift-certificates"), .product(name: "SwiftASN1", package: "swift-asn1"),
    cryptoExtras, .product(name: "JWTKit", package: "jwt-kit"), crypto,
]
let network: [Target.Dependency] = [
    .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOPosix", package: "swift-nio"),
    .product(name: "NIOFoundationCompat", package: "swift-nio"), .product(name: "NIOHTTP1", package: "swift-nio"),
    .product(name: "NIOHTTPCompression", package: "swift-nio-extras"),
    .product(name: "NIOSSL", package: "swift-nio-ssl"), .product(name: "NIOTLS", package: "swift-nio"), logging,
]
let httpServer: [Target.Dependency] = [
    .product(name: "Hummingbird", package: "hummingbird"), .product(name: "HummingbirdTLS", package: "hummingbird"),
    .product(name: "HummingbirdCore", package: "hummingbird"), .product(name: "HTTPTypes", package: "swift-http-types"),
]

/// The Swift libraries as a part of the program, which then needs no Swift where it runs and starts sooner.
let ownLibraries: [LinkerSetting] = [
    .unsafeFlags(
        ["-static-stdlib"]
            + ["CoreFoundation", "_FoundationICU", "_FoundationCShims", "_FoundationCollections", "stdc++"].map {
                "-l\($0)"
            },
        .when(configuration: .release))
]

let package = Package(
    name: "siemgap",
    products: [.executable(name: "siemgap", targets: ["siemgap"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-asn1", from: "1.7.4"),
        .package(url: "https://github.com/apple/swift-certificates", from: "1.21.1"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/HdrHistogram/hdrhistogram-swift", from: "0.2.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/vapor/jwt-kit", from: "5.7.1"),
    ],
    targets: [
        .target(name: "AuditModel"),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CAllocator"),
        .target(name: "CByteScan", cSettings: [.unsafeFlags(["-O3"])]),
        .target(name: "FileAccess", dependencies: ["AuditModel", "CAllocator", "CZlib", crypto]),
        .target(name: "ByteScan", dependencies: ["AuditModel", "CByteScan"]),
        .target(name: "Settings", dependencies: ["AuditModel", yams]),
        .target(name: "Recordings", dependencies: ["AuditModel", "ByteScan", "FileAccess"]),
        .target(name: "ExportReaders", dependencies: ["AuditModel", "ByteScan", "FileAccess", "Recordings"]),
        .target(name: "Transport", dependencies: ["AuditModel", httpClient] + certificates + network),
        .target(
            name: "Pulling",
            dependencies: ["AuditModel", "ByteScan", "FileAccess", "Recordings", "Settings", "Transport"]),
        .target(
            name: "EventSources",
            dependencies: [
                "AuditModel", "ByteScan", "FileAccess", "Pulling", "Recordings", "Settings", "Transport", crypto,
                cryptoExtras,
            ],
            resources: [.embedInCode("Descriptions")]),
        .target(
            name: "SIEMStores",
            dependencies: ["AuditModel", "ByteScan", "FileAccess", "Pulling", "Recordings", "Settings", "Transport"]
                + network + [crypto]),
        .target(name: "Drift", dependencies: ["AuditModel", histogram]),
        .target(name: "EventLedger", dependencies: ["AuditModel", database]),
        .target(
            name: "Backfill",
            dependencies: [
                "AuditModel", "ByteScan", "EventLedger", "ExportReaders", "FileAccess", "Pulling", "Recordings",
                "SIEMStores", "Settings", "Transport",
            ]),
        .target(
            name: "Collecting",
            dependencies: [
                "AuditModel", "ByteScan", "Drift", "EventLedger", "FileAccess", "Pulling", "Recordings", "SIEMStores",
                "Transport",
            ]),
        .target(
            name: "Simulators",
            dependencies: ["AuditModel", "ByteScan", "FileAccess", "Settings"] + certificates + network + httpServer),
        .target(name: "Reconcile", dependencies: ["AuditModel", "FileAccess"]),
        .target(name: "Diagnosis", dependencies: ["AuditModel"]),
        .target(
            name: "Reports", dependencies: ["AuditModel", "FileAccess", mustache, crypto],
            resources: [.embedInCode("HTML/Assets"), .embedInCode("Alerts")]),
        .target(
            name: "Auditing",
            dependencies: [
                "AuditModel", "Backfill", "ByteScan", "Diagnosis", "Drift", "EventLedger", "EventSources",
                "ExportReaders", "FileAccess", "Pulling", "Reconcile", "Recordings", "Reports", "SIEMStores",
                "Settings", "Transport",
            ]),
        .target(
            name: "SiemgapCommands",
            dependencies: [
                "AuditModel", "Auditing", "Backfill", "ByteScan", "Collecting", "Drift", "EventLedger", "EventSources",
                "ExportReaders", "FileAccess", "Pulling", "Recordings", "Reports", "SIEMStores", "Settings",
                "Simulators", "Transport", arguments,
            ]),
        .executableTarget(name: "siemgap", dependencies: ["SiemgapCommands"], linkerSettings: ownLibraries),
        .executableTarget(name: "siemgap-scan-benchmark", dependencies: ["AuditModel", "ByteScan"]),
        .executableTarget(
            name: "siemgap-delivery-benchmark",
            dependencies: ["AuditModel", "Pulling", "SIEMStores", "Settings", "Transport"]),
        .executableTarget(
            name: "siemgap-collect-benchmark",
            dependencies: ["AuditModel", "Collecting", "FileAccess", "Pulling", "Recordings", "Transport"]),
        .executableTarget(name: "siemgap-fixtures", dependencies: ["AuditModel"]),
        .executableTarget(
            name: "siemgap-accuracy",
            dependencies: [
                "AuditModel", "Auditing", "ByteScan", "FileAccess", "SiemgapCommands", "Simulators",
            ]),
        .executableTarget(name: "siemgap-delay", dependencies: ["AuditModel", "Drift", "Simulators"]),
        .target(
            name: "TestKit", dependencies: ["AuditModel", "ByteScan", "FileAccess", "Reconcile"], path: "Tests/TestKit"),
        .testTarget(name: "FixturesTests", dependencies: ["AuditModel", "siemgap-fixtures"]),
        .testTarget(name: "AccuracyTests", dependencies: ["Simulators", "siemgap-accuracy"]),
        .testTarget(name: "AuditModelTests", dependencies: ["AuditModel", "TestKit"]),
        .testTarget(name: "FileAccessTests", dependencies: ["AuditModel", "FileAccess", "TestKit"]),
        .testTarget(
            name: "ByteScanTests", dependencies: ["AuditModel", "ByteScan", "CByteScan", "FileAccess", "TestKit"]),
        .testTarget(name: "RecordingsTests", dependencies: ["AuditModel", "FileAccess", "Recordings", "TestKit"]),
        .testTarget(name: "SettingsTests", dependencies: ["AuditModel", "Settings", "TestKit"]),
        .testTarget(
            name: "TransportTests",
            dependencies: ["AuditModel", "TestKit", "Transport"] + certificates + network + httpServer),
        .testTarget(
            name: "PullingTests",
            dependencies: ["AuditModel", "ByteScan", "FileAccess", "Pulling", "Recordings", "TestKit", "Transport"]),
        .testTarget(
            name: "EventSourcesTests",
            dependencies: [
                "AuditModel", "ByteScan", "EventSources", "FileAccess", "Pulling", "Recordings", "Settings",
                "Simulators", "TestKit", "Transport", crypto, cryptoExtras,
            ]),
        .testTarget(
            name: "SIEMStoresTests",
            dependencies: [
                "AuditModel", "ByteScan", "Collecting", "ExportReaders", "FileAccess", "Pulling", "Recordings",
                "SIEMStores",
                "Settings", "Simulators", "TestKit", "Transport",
            ] + certificates + network),
        .testTarget(
            name: "SimulatorsTests",
            dependencies: ["AuditModel", "ByteScan", "FileAccess", "Settings", "Simulators", "TestKit", httpClient]
                + certificates + network),
        .testTarget(
            name: "ExportReadersTests",
            dependencies: ["AuditModel", "ByteScan", "ExportReaders", "FileAccess", "TestKit"]),
        .testTarget(name: "ReconcileTests", dependencies: ["AuditModel", "FileAccess", "Reconcile", "TestKit"]),
        .testTarget(name: "DiagnosisTests", dependencies: ["AuditModel", "Diagnosis", "TestKit"]),
        .testTarget(name: "DriftTests", dependencies: ["AuditModel", "Drift", "TestKit"]),
        .testTarget(name: "EventLedgerTests", dependencies: ["AuditModel", "EventLedger", "FileAccess", "TestKit"]),
        .testTarget(
            name: "CollectingTests",
            dependencies: [
                "AuditModel", "Auditing", "Collecting", "Drift", "EventLedger", "FileAccess", "Recordings",
                "SIEMStores",
                "Settings", "SiemgapCommands", "Simulators", "TestKit", "Transport",
            ]),
        .testTarget(
            name: "BackfillTests",
            dependencies: [
                "AuditModel", "Backfill", "ByteScan", "EventLedger", "FileAccess", "Pulling", "SIEMStores", "Settings",
                "Simulators", "TestKit", "Transport",
            ]),
        .testTarget(
            name: "ReportsTests", dependencies: ["AuditModel", "FileAccess", "Reports", "TestKit"],
            exclude: ["Expected"]),
        .testTarget(
            name: "AuditingTests",
            dependencies: [
                "AuditModel", "Auditing", "ByteScan", "Diagnosis", "EventLedger", "EventSources", "ExportReaders",
                "FileAccess", "Pulling", "Reconcile",
                "Recordings", "Reports", "SIEMStores", "Settings", "SiemgapCommands", "Simulators", "TestKit",
                "Transport",
            ]),
        .testTarget(
            name: "SiemgapCommandsTests",
            dependencies: [
                "AuditModel", "Auditing", "ExportReaders", "FileAccess", "Reports", "Settings", "SiemgapCommands",
                "TestKit", "siemgap",
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
