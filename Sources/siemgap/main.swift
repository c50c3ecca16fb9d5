import SiemgapCommands

await EntryPoint.main(Wiring.context)
