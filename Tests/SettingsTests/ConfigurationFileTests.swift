import AuditModel
import Settings
import TestKit
import Testing

/// Which file is the configuration, and where state is kept.
struct ConfigurationFileTests {
    @Test func theStrongestFileWins() throws {
        let folder = try ScratchFolder()
        let nested = try ScratchFolder()
        for name in ["flag.yaml", "variable.yaml", "siemgap.yaml"] { try folder.write("", to: name) }
        let variables = ["SIEMGAP_CONFIG": folder.path + "/variable.yaml"]
        func find(_ flag: String?, _ workingFolder: String, _ environment: [String: String]) throws -> String? {
            try Configuration.find(explicit: flag, workingFolder: workingFolder, environment: environment)
        }
        #expect(try find(folder.path + "/flag.yaml", folder.path, variables) == folder.path + "/flag.yaml")
        #expect(try find(nil, folder.path, variables) == folder.path + "/variable.yaml")
        #expect(try find(nil, folder.path, ["SIEMGAP_CONFIG": ""]) == folder.path + "/siemgap.yaml")
        #expect(try find(nil, nested.path, ["XDG_CONFIG_HOME": nested.path]) == nil)
        #expect(try find(nil, nested.path, [:]) == nil)
    }

    @Test func theUsersOwnFileIsTheWeakest() throws {
        let home = try ScratchFolder()
        let empty = try ScratchFolder()
        try home.makeFolder(".config/siemgap")
        try home.write("", to: ".config/siemgap/siemgap.yaml")
        let own = home.path + "/.config/siemgap/siemgap.yaml"
        for environment in [["HOME": home.path], ["XDG_CONFIG_HOME": home.path + "/.config"]] {
            #expect(
                try Configuration.find(explicit: nil, workingFolder: empty.path, environment: environment) == own)
        }
        let relative = ["XDG_CONFIG_HOME": ".config", "HOME": empty.path]
        #expect(try Configuration.find(explicit: nil, workingFolder: empty.path, environment: relative) == nil)
    }

    @Test func aNamedFileMustExist() throws {
        for (flag, environment) in [("/nonexistent/x", [:]), (nil, ["SIEMGAP_CONFIG": "/nonexistent/x"])]
            as [(String?, [String: String])]
        {
            let fault = try #require(throws: SettingsFault.self) {
                try Configuration.find(explicit: flag, workingFolder: "/nonexistent", environment: environment)
            }
            #expect(fault.problem.what == "there is no file /nonexistent/x" && fault.exitCode == 64)
        }
    }

    @Test func theFileIsReadAndNamedInPlaces() throws {
        let folder = try ScratchFolder()
        try folder.write("\u{FEFF}schema: 1\r\nstate: x\r\n", to: "a.yaml")
        #expect(try Configuration.load(folder.path + "/a.yaml", now: 0).state == "x")
        try folder.write("schema: 1\nx: 1\n", to: "b.yaml")
        let fault = try #require(throws: SettingsFault.self) { try Configuration.load(folder.path + "/b.yaml", now: 0) }
        #expect(fault.problem.place == folder.path + "/b.yaml:2:1")
    }

    @Test(arguments: ["/nonexistent/x", "/", "/dev/zero"]) func otherFilesAreFaults(path: String) throws {
        let fault = try #require(throws: SettingsFault.self) { try Configuration.load(path, now: 0) }
        #expect(fault.problem.what == "the configuration \(path) cannot be read" && fault.problem.said != nil)
    }

    @Test(
        arguments: [
            ("flag", ["SIEMGAP_STATE": "variable"], "file", "flag"),
            (nil, ["SIEMGAP_STATE": "variable"], "file", "variable"),
            (nil, ["SIEMGAP_STATE": "", "HOME": "/h"], "file", "file"),
            (nil, ["XDG_STATE_HOME": "/s", "HOME": "/h"], nil, "/s/siemgap"),
            (nil, ["XDG_STATE_HOME": "s", "HOME": "/h"], nil, "/h/.local/state/siemgap"), (nil, [:], nil, nil),
        ] as [(String?, [String: String], String?, String?)])
    func theStrongestStateFolderWins(
        flag: String?, environment: [String: String], state: String?, expected: String?
    ) {
        var configuration = Configuration()
        configuration.state = state
        #expect(configuration.stateFolder(flag: flag, environment: environment) == expected)
    }
}
