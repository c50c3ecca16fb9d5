import Glibc

let arguments = CommandLine.arguments.dropFirst()
guard let folder = arguments.first, arguments.count == 1 else {
    FixtureWriter.complain("usage: siemgap-fixtures FOLDER\n")
    exit(64)
}
do {
    try FixtureWriter(root: folder).write(FixtureSet.files())
} catch {
    FixtureWriter.complain("error: \(error)\n")
    exit(2)
}
