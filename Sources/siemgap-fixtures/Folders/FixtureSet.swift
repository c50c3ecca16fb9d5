/// Everything that `Fixtures` holds.
package enum FixtureSet {
    /// All files, paths relative to `Fixtures`; the same on every run.
    package static func files() -> [FixtureFile] {
        let folders = all()
        return folders.flatMap(\.files) + [FixtureFile("README.md", text: FixtureGuide.text(folders))]
    }

    static func all() -> [FixtureFolder] {
        SplunkFolders.all() + ElasticFolders.all() + PurviewFolders.all() + SignInFolders.all() + DirectoryFolders.all()
            + ServiceFolders.all() + OtherSIEMFolders.all() + CutFolders.all() + CapFolders.all() + RangeFolders.all()
            + VerdictFolders.all()
    }
}
