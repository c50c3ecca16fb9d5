import AuditModel
import ByteScan
import Glibc

/// Measures the scanners alone, on one core and in memory: `siemgap-scan-benchmark ndjson|csv FILE [ID-PATH TIME-PATH]`.
///
/// Reads at most 256 MiB of the file, takes ids and times of it several times, and prints the best rate with the vector
/// kernels and without. A CSV's id and time are taken from the JSON in its sixth column.

let arguments = CommandLine.arguments
guard arguments.count >= 3, let kind = ScanBenchmark.Kind(rawValue: arguments[1]) else {
    print("usage: siemgap-scan-benchmark ndjson|csv FILE [ID-PATH TIME-PATH]")
    exit(64)
}
let paths = arguments.count >= 5 ? [arguments[3], arguments[4]] : ["Id", "CreationTime"]
guard let benchmark = ScanBenchmark(kind: kind, file: arguments[2], paths: paths) else {
    print("cannot read \(arguments[2])")
    exit(66)
}
for usesKernels in [true, false] { benchmark.run(usesKernels: usesKernels) }
