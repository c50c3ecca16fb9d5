import Glibc

do {
    let options = try DelayOptions(Array(CommandLine.arguments.dropFirst()))
    await DelayTables(options: options).run()
} catch let fault {
    print("\(fault.what)\n\(DelayOptions.usage)")
    exit(64)
}
