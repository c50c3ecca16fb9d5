/// One request, before any credential is added to it.
package struct HTTPCall: Hashable, Sendable {
    /// `GET`, `POST`, ….
    package var method: String
    /// The whole URL, sent byte for byte but for characters that no URL may hold, which are percent-encoded.
    package var url: String
    /// Names and values in the order in which they are sent.
    package var headers: [Header]
    /// The body's bytes; nil for none.
    package var body: [UInt8]?
    /// The region it is signed for, where that differs from the credential's own; only AWS signatures have one.
    package var region: String?
    /// The most seconds it may take in all, where that is less than the transport's own limit.
    package var mostSeconds: Double?

    /// A header's name and value.
    package struct Header: Hashable, Sendable {
        package let name: String
        package let value: String

        /// Makes a header.
        package init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    /// Describes a request.
    package init(_ method: String, _ url: String, headers: [Header] = [], body: [UInt8]? = nil) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
    }
}

extension HTTPCall: CustomStringConvertible, CustomReflectable {
    /// Method, host and path; queries, headers and bodies may hold credentials.
    package var description: String {
        guard let address = HTTPAddress(url) else { return method }
        return method + " " + address.name + address.path
    }

    package var customMirror: Mirror { Mirror(self, children: []) }
}

extension HTTPCall.Header: CustomStringConvertible, CustomReflectable {
    /// The name; the value may be a credential.
    package var description: String { name }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
