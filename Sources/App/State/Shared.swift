/// A part of the state that has many parts of its own, kept once for all copies until one of them is changed: what holds it is
/// copied as often as it is read, which else counts a reference for each of those parts.
@propertyWrapper
package struct Shared<Value: Sendable>: Sendable {
    /// Changed only while nothing else refers to it, so that no other thread can see a change.
    private final class Box: @unchecked Sendable {
        var value: Value

        init(_ value: Value) {
            self.value = value
        }
    }

    private var box: Box

    package init(wrappedValue: Value) {
        box = Box(wrappedValue)
    }

    package var wrappedValue: Value {
        // Of these only a part is asked for as a rule, which is then all that is copied.
        @inline(__always) get { box.value }
        @inline(__always) _modify {
            if !isKnownUniquelyReferenced(&box) { box = Box(box.value) }
            yield &box.value
        }
    }
}
