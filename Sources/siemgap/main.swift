import SiemgapCommands

await EntryPoint.main(audit: Wiring.audit, inspect: Wiring.inspect)
