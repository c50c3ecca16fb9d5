/// A whole answer, its body unpacked.
package struct HTTPReply: Hashable, Sendable {
    package let status: Int
    /// Every header line in the order received; a name may occur several times.
    package let headers: [HTTPCall.Header]
    package let body: [UInt8]

    /// Describes an answer.
    package init(status: Int, headers: [HTTPCall.Header] = [], body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// Values of a header, in order; names compare without case.
    package func values(of name: String) -> [String] {
        headers.filter { $0.name.lowercased() == name.lowercased() }.map(\.value)
    }
}

extension HTTPReply: CustomStringConvertible, CustomReflectable {
    /// Status and length; bodies may hold a token, and always hold what is nobody's business.
    package var description: String { "\(status), \(body.count) bytes" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
