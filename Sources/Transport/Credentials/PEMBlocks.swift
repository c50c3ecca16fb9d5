import SwiftASN1

/// The blocks of a PEM text, such as a key followed by its certificates.
struct PEMBlocks {
    private let blocks: [PEMDocument]

    /// Cuts a text into its blocks; what stands between them is passed over.
    init(_ text: String) throws(KeyFault) {
        var blocks: [PEMDocument] = []
        var lines: [Substring] = []
        for line in text.split(whereSeparator: \.isNewline) {
            if line.hasPrefix("-----BEGIN ") { lines = [] }
            lines.append(line)
            guard line.hasPrefix("-----END ") else { continue }
            do {
                blocks.append(try PEMDocument(pemString: lines.joined(separator: "\n")))
            } catch {
                throw KeyFault(.notPEM)
            }
            lines = []
        }
        guard !blocks.isEmpty else { throw KeyFault(.notPEM) }
        self.blocks = blocks
    }

    /// The first block whose name ends so.
    func first(suffix: String) throws(KeyFault) -> PEMDocument {
        guard let block = blocks.first(where: { $0.discriminator.hasSuffix(suffix) }) else {
            throw KeyFault(suffix == "CERTIFICATE" ? .noCertificate : .noKey)
        }
        guard !block.discriminator.hasPrefix("ENCRYPTED") else { throw KeyFault(.encryptedKey) }
        return block
    }
}
