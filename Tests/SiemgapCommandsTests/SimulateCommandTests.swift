import Foundation
import TestKit
import Testing

/// The simulator, started and stopped as a shell does it.
struct SimulateCommandTests {
    /// Starts it in the background, waits for its configuration, does something, and stops it by a signal.
    private static func line(_ options: String, signal: String = "INT", doing: String = "true") -> String {
        """
        set -m; $0 simulate \(options) > out 2> err & program=$!
        for _ in $(seq 200); do grep -q sources out && break; kill -0 $program || break; read -t 0.05 <> <(:) || true; done
        \(doing); kill -\(signal) $program; wait $program
        """
    }

    @Test(arguments: [("INT", 130), ("TERM", 143)]) func servesUntilASignal(signal: String, status: Int32) throws {
        let folder = try ScratchFolder()
        let run = try BuiltProgram.shell(Self.line("--scenario steady", signal: signal), in: folder)
        let errors = try folder.text(of: "err")
        #expect(run.status == status, "\(errors)")
        let text = try folder.text(of: "out")
        #expect(text.contains("export SIMULATOR_CLIENT_SECRET='") && text.contains("schema: 1\nsources:\n"))
    }

    @Test func writesTheSIEMsSide() throws {
        let folder = try ScratchFolder()
        let run = try BuiltProgram.shell(Self.line("--out siem --format json --seed 9"), in: folder)
        #expect(run.status == 130)
        let document = try JSONSerialization.jsonObject(with: Data(try folder.bytes(of: "out"))) as? [String: Any]
        #expect(document?["seed"] as? String == "9")
        #expect((document?["exports"] as? [String: String])?["o365-management"] == "siem/siem.json")
        #expect(try folder.text(of: "siem/truth.json").contains("\"verdict\": \"gaps\""))
        #expect(try folder.text(of: "siem/missing.ids").split(separator: "\n").count > 100)
    }

    @Test func saysHowOftenEachFaultStruckAndDeliversATrail() throws {
        let folder = try ScratchFolder()
        try folder.write(
            """
            schema: 1
            tenant: {source: cloudtrail, from: 2026-11-09, events: 50}
            api: [{fault: F17}, {fault: F25}, {fault: F29}]
            """, to: "s.yaml")
        let run = try BuiltProgram.shell(Self.line("--scenario s.yaml --out siem --format json"), in: folder)
        let errors = try folder.text(of: "err")
        #expect(run.status == 130, "\(errors)")
        let told = try JSONSerialization.jsonObject(with: Data(try folder.bytes(of: "out"))) as? [String: Any]
        let possible = told?["faults"] as? [String: [String]]
        #expect(possible?["cloudtrail"]?.contains("F25") == false)
        #expect(possible?["cloudtrail-files"]?.contains("F25") == true)
        #expect((told?["configuration"] as? String)?.contains("type: cloudtrail-files, path: \"siem/trail\"") == true)
        let served =
            try JSONSerialization.jsonObject(with: Data(try folder.bytes(of: "siem/served.json"))) as? [String: Any]
        let struck = served?["struck"] as? [String: [String: Int]]
        #expect(served?["foreign_requests"] as? Int == 0)
        #expect(struck?["cloudtrail"] == ["F17": 50])
        #expect(struck?["cloudtrail-files"]?["F25"] ?? 0 > 0)
    }

    @Test func speaksTLSWithCertificatesOfItsOwn() throws {
        let folder = try ScratchFolder()
        let run = try BuiltProgram.shell(Self.line("--scenario steady --tls pki"), in: folder)
        let errors = try folder.text(of: "err")
        #expect(run.status == 130, "\(errors)")
        #expect(try folder.text(of: "out").contains("network: {ca: {file: \"pki/ca.pem\"}}"))
        #expect(try folder.text(of: "pki/client.pem").hasPrefix("-----BEGIN CERTIFICATE-----"))
    }

    @Test(arguments: ["--port 70000", "--scenario nothing", "--seed -1"])
    func wrongUseStartsNothing(options: String) throws {
        let run = try BuiltProgram.shell("$0 simulate \(options)", in: ScratchFolder())
        #expect(run.status == 64 && run.output.isEmpty)
    }

    @Test func aPortThatIsTakenIsSaid() throws {
        let folder = try ScratchFolder()
        let second =
            "port=$(grep -o '127.0.0.1:[0-9]*' out | head -1 | cut -d: -f2); $0 simulate --port $port 2> taken; echo $? > status"
        _ = try BuiltProgram.shell(Self.line("--scenario steady", doing: second), in: folder)
        #expect(try folder.text(of: "status") == "2\n")
        #expect(try folder.text(of: "taken").contains("E-PORT"))
    }
}
