/// What is wrong with a form: in the order of its fields, in words that say how to mend it.
public struct Problems: Error, Sendable, Equatable {
    public struct Item: Sendable, Equatable {
        public var field: String
        public var words: String
        /// The id that the summary's link leads to; nil when no field is at fault.
        public var target: String?
    }

    public private(set) var items: [Item] = []

    public static let none = Problems()

    public init() {}

    public init(_ field: String, _ words: String) { add(field, words) }

    public var isEmpty: Bool { items.isEmpty }

    /// - Parameter target: where the link leads when that is not the field's first box.
    public mutating func add(_ field: String, _ words: String, target: String? = nil) {
        items.append(Item(field: field, words: words, target: target ?? fieldID(field)))
    }

    /// Something that no single field can mend: "Somebody else changed this while you were writing".
    public mutating func add(_ words: String) { items.append(Item(field: "", words: words, target: nil)) }

    public mutating func add(_ others: Problems) { items += others.items }

    func prefixed(_ prefix: String) -> Problems {
        var others = self
        for index in others.items.indices { others.items[index].target = items[index].target.map { prefix + $0 } }
        return others
    }

    /// The first problem of a field.
    public subscript(field: String) -> String? { items.first { $0.field == field }?.words }
}

/// A field's name as the id of its first box.
func fieldID(_ name: String) -> String {
    String(decoding: name.utf8.map { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
            byte
        default: UInt8(ascii: "-")
        }
    }, as: UTF8.self)
}
