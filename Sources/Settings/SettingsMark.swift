/// A place in a configuration file.
package struct SettingsMark: Hashable, Sendable {
    /// The file's path, or a name for text that is built in.
    package let file: String
    /// 1-based.
    package let line: Int
    /// 1-based, in characters.
    package let column: Int

    /// Names a place.
    package init(file: String, line: Int, column: Int) {
        self.file = file
        self.line = line
        self.column = column
    }

    /// `siemgap.yaml:12:5`.
    package var text: String { "\(file):\(line):\(column)" }
}
