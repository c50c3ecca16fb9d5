import AuditModel
import Auditing
import Glibc
import SiemgapCommands

do {
    let options = try AccuracyOptions(Array(CommandLine.arguments.dropFirst()))
    let context = RunContext.live(cancelFlag: CancelFlag())
    try await AccuracyRun(options: options, context: context).run()
} catch let fault as AccuracyOptions.Fault {
    print("\(fault.what)\n\(AccuracyOptions.usage)")
    exit(64)
}
