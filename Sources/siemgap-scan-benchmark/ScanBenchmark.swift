import AuditModel
import ByteScan
import Glibc

/// One file's bytes and how to take ids and times from them.
struct ScanBenchmark {
    enum Kind: String { case ndjson, csv }

    private let kind: Kind
    private let bytes: [UInt8]
    private let plan: ExtractionPlan

    /// Reads at most 256 MiB, up to the last line feed; nil when the file cannot be read.
    init?(kind: Kind, file: String, paths: [String]) {
        guard let handle = fopen(file, "r") else { return nil }
        defer { fclose(handle) }
        var bytes = [UInt8](repeating: 0, count: 256 << 20)
        let count = fread(&bytes, 1, bytes.count, handle)
        bytes.removeLast(bytes.count - count)
        if let end = bytes.lastIndex(of: UInt8(ascii: "\n")) { bytes.removeLast(bytes.count - 1 - end) }
        if kind == .csv, let header = bytes.firstIndex(of: UInt8(ascii: "\n")) { bytes.removeFirst(header + 1) }
        self.kind = kind
        self.bytes = bytes
        var plan = ExtractionPlan()
        plan.fields = paths.map { path in
            let steps = path.split(separator: ".").map { PathStep.key(String($0)) }
            return kind == .csv ? .cell(column: 5, steps) : .json(steps)
        }
        plan.ids = [[.init(field: 0)]]
        plan.times = [.init(field: 1, reader: TimestampReader(zone: .utc))]
        self.plan = plan
    }

    /// Takes all keys five times and prints the best rate.
    func run(usesKernels: Bool) {
        let extractor = KeyExtractor(
            plan: plan, separator: kind == .csv ? UInt8(ascii: ",") : nil, hasher: IDHasher(key0: 1, key1: 2),
            scopes: ScopeTable(), usesKernels: usesKernels)
        var best = Double.infinity
        var records = 0
        for _ in 0..<5 {
            let start = ContinuousClock().now
            records = pass(extractor)
            best = min(best, (ContinuousClock().now - start) / .seconds(1))
        }
        let rate = Int(Double(bytes.count) / best / 1e6)
        let each = Int(best * 1e9 / Double(max(records, 1)))
        print(
            "\(kind.rawValue) \(usesKernels ? "kernels" : "plain"): \(rate) MB/s, \(each) ns a record, \(records) records"
        )
    }

    /// Takes the keys in blocks of about 1 MiB, cut at line feeds; returns how many there were.
    private func pass(_ extractor: KeyExtractor) -> Int {
        var (start, records) = (0, 0)
        while start < bytes.count {
            var end = min(start + 1 << 20, bytes.count)
            while bytes[end - 1] != UInt8(ascii: "\n") { end -= 1 }
            extractor.begin(file: 0)
            let block = bytes.span.extracting(start..<end)
            if kind == .csv { extractor.readRows(block, at: start) } else { extractor.readLines(block, at: start) }
            records += extractor.keys.count
            start = end
        }
        return records
    }
}
