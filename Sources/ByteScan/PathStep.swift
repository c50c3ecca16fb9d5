/// One step on the way from a record to a field.
package enum PathStep: Hashable, Sendable {
    /// Into the member of this name; a path of several keys also finds the joined key (`"event.id"`).
    case key(String)
    /// Into the element of this number, from 0, of an array.
    case item(Int)
    /// Into the JSON text that a string holds.
    case text
}
