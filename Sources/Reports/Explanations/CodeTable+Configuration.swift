extension CodeTable {
    /// The codes of messages about the configuration file and what it refers to.
    static let configuration: [Explanation] = [
        .init(
            "E-CONFIG", "the configuration has a mistake",
            means: "an unknown key, a value of another form, or a name that nothing has; nothing was contacted",
            fix: "change the line the message names; siemgap config schema describes every key"),
        .init(
            "E-SECRET", "a credential is not where the configuration says",
            means: "the variable, file or command of its reference gave none",
            fix: "put it there, or change the reference"
        ),
        .init(
            "W-SECRET-FILE", "others may read a file with a credential",
            means: "its permissions give it to more than its owner", fix: "chmod 600 FILE"),
    ]
}
