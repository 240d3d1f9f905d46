internal import Bodies
internal import System

/// The line starts that were passed to last, for the next question is most often about the same place: a key asks about the page and
/// its lines a dozen times, and from a checkpoint each answer would be tens of kilobytes away.
///
/// No part of what a document says: a place remembered here is one that would be found again. A class, so that asking a document
/// changes none; copies of a document share it, and it may be asked on any thread.
final class RecentPlaces: Sendable {
    /// As many as a key asks about: the page, the line pointed at, a container, a mark.
    private static let most = 4
    /// What is passed over sooner is not worth a place, in bytes.
    private static let shortest = 4 << 10

    /// The last one first.
    private let places = Lock<[Checkpoint]>([])

    /// The start of a line that was reached from `start`.
    func note(_ place: Checkpoint, from start: ByteOffset) {
        guard place.inside == nil, place.offset - start >= RecentPlaces.shortest else { return }
        places.withLock { places in
            if places.count == RecentPlaces.most { places.removeLast() }
            places.insert(place, at: 0)
        }
    }

    /// The last place after `known` before which `isBefore` holds, else `known`.
    func last(after known: Checkpoint, where isBefore: (Checkpoint) -> Bool) -> Checkpoint {
        places.withLock { places in
            places.reduce(into: known) { last, place in
                if place.offset > last.offset, isBefore(place) { last = place }
            }
        }
    }
}
