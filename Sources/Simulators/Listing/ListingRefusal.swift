/// Why a listing gives no records; each service words it in its own way.
package enum ListingRefusal: Error, Hashable, Sendable {
    /// No credential, or a wrong one.
    case unauthorized
    /// A credential that was good and is no longer (F14).
    case expired
    /// A good credential that lacks a permission.
    case forbidden
    /// A parameter of that name cannot be used; `said` is in English.
    case invalid(parameter: String, said: String)
    /// The continuation token is none of ours, belongs to another question or is no longer valid (F15).
    case invalidCursor
    /// The window begins before what the service keeps (F23).
    case tooOld
    /// Asked to slow down (F12).
    case throttled(APIFault)
    /// The service's own failure (F13).
    case failing(status: Int)
    /// There is no such thing under that path.
    case unknown
}
