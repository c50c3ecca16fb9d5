import AuditModel
import Crypto
import FoundationEssentials

/// The signature of Azure Monitor's HTTP Data Collector API (learn.microsoft.com, "HTTP Data Collector API",
/// "Authorization").
struct SharedKeySignature: Sendable {
    let workspace: String
    /// Base 64, as the workspace shows it.
    let key: Secret

    /// The two headers that sign the call, `x-ms-date` and `Authorization`.
    ///
    /// A key that is no base 64 signs with nothing, which the service refuses.
    func headers(for call: HTTPCall, at address: HTTPAddress, now: Int64) -> [HTTPCall.Header] {
        let date = HTTPDate.text(now)
        let type = call.headers.first { $0.name.lowercased() == "content-type" }?.value ?? ""
        let text = [call.method, String(call.body?.count ?? 0), type, "x-ms-date:" + date, address.path]
            .joined(separator: "\n")
        let code = HMAC<SHA256>.authenticationCode(
            for: Data(text.utf8), using: SymmetricKey(data: Data(base64Encoded: key.revealed()) ?? Data()))
        let signature = Data(code).base64EncodedString()
        return [.init("x-ms-date", date), .init("Authorization", "SharedKey \(workspace):\(signature)")]
    }
}
