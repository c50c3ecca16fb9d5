package import ByteScan
package import FileAccess

/// One input file and how its records are to be read.
package struct RecordFile: Sendable {
    /// How records lie in the file.
    package enum Layout: Sendable, Hashable {
        /// A record a line.
        case lines
        /// JSON values one after another.
        case values
        /// Elements of the arrays that envelopes hold.
        case elements([EnvelopeForm])
        /// CSV rows.
        case rows(separator: UInt8)
    }

    /// Where the bytes are: a file, or a spooled copy of standard input.
    package let path: String
    /// The name to show.
    package let name: String
    package var encoding = ByteInput.Encoding.utf8
    /// Decompressed bytes before the first record: byte-order mark, header.
    package var dataOffset = 0
    /// Line feeds among them.
    package var dataLine = 0
    package var layout = Layout.lines
    /// Whether a quote in a quoted CSV cell is written `\"`.
    package var escapesQuotes = false
    /// The bytes of the CSV header, without its line end.
    package var header: [UInt8] = []
    /// Whether the file is to hold one JSON value; more are read, and noted as a fault of the file.
    package var holdsOneValue = false
    package var plan = ExtractionPlan()
    /// Files with the same number have the same layout and plan.
    package var planNumber = 0

    /// A file of lines.
    package init(path: String, name: String) {
        self.path = path
        self.name = name
    }

    /// A cutter for one record that begins where the text begins.
    func singleCutter() -> any RecordCutter {
        if case .elements = layout { return ValueCutter(forms: []) }
        return cutter()
    }

    /// A cutter for the whole file that decides within `longestRecord` bytes what a value is.
    func cutter(longestRecord: Int = .max) -> any RecordCutter {
        switch layout {
        case .lines: LineCutter()
        case .values: ValueCutter(forms: [], allowsOneValue: holdsOneValue)
        case .elements(let forms):
            ValueCutter(
                forms: forms, allowsOneValue: holdsOneValue,
                longestHead: min(ValueCutter.longestFrame, longestRecord))
        case .rows(let separator): RowCutter(separator: separator, escapesQuotes: escapesQuotes)
        }
    }
}
