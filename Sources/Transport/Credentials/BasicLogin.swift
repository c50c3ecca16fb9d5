import AuditModel
import FoundationEssentials

/// HTTP Basic (RFC 7617).
enum BasicLogin {
    /// The base 64 of user and password, a credential itself.
    static func value(user: String, _ secret: Secret) -> Secret {
        Secret(Data((user + ":" + secret.revealed()).utf8).base64EncodedString())
    }
}
