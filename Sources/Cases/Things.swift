/// A place that a case is about.
public struct Place: Part {
    public var name = ""
    public var address = ""
    public var postcode = ""
    public var what = ""
    public var words = ""

    public init() {}

    public static let kind = PartKind.place

    public static let fields: [PartField<Place>] = [
        .line("name", "Name", \.name, hint: "As it stands over the door", identifies: .address),
        .words("address", "Address", \.address, identifies: .address),
        .line("postcode", "Postcode", \.postcode, identifies: .address),
        .line("what", "What happens there", \.what, hint: "As “people sleep over the shop”"),
        .words("words", "What else is known", \.words),
    ]

    public var title: String {
        for words in [name, address, postcode, what] where !words.isEmpty { return String(words.prefix(80)) }
        return "A place without a name"
    }
}

public struct Vehicle: Part {
    public var registration = ""
    public var make = ""
    public var colour = ""
    public var keeper = ""
    public var words = ""

    public init() {}

    public static let kind = PartKind.vehicle

    public static let fields: [PartField<Vehicle>] = [
        .line("registration", "Registration", \.registration, hint: "As much of it as is known", identifies: .number),
        .line("make", "Make and model", \.make),
        .line("colour", "Colour", \.colour),
        .line("keeper", "Who keeps or drives it", \.keeper, identifies: .name),
        .words("words", "What else is known", \.words),
    ]

    public var title: String {
        if !registration.isEmpty { return String(registration.prefix(80)) }
        let words = [colour, make].filter { !$0.isEmpty }.joined(separator: " ")
        return words.isEmpty ? "A vehicle" : String(words.prefix(80))
    }
}

/// A business, a landlord, a charity: anything with a name that is not a person.
public struct Firm: Part {
    public var name = ""
    public var number = ""
    public var address = ""
    public var contact = ""
    public var part = ""
    public var words = ""

    public init() {}

    public static let kind = PartKind.organisation

    public static let fields: [PartField<Firm>] = [
        .line("name", "Name", \.name, identifies: .name),
        .line("number", "Company or licence number", \.number, identifies: .number),
        .words("address", "Address", \.address, identifies: .address),
        .words("contact", "Whom we speak to", \.contact, identifies: .contact),
        .line("part", "Its part in this", \.part, hint: "As employer, landlord or partner"),
        .words("words", "What else is known", \.words),
    ]

    public var title: String {
        for words in [name, number, part] where !words.isEmpty { return String(words.prefix(80)) }
        return "An organisation without a name"
    }
}

/// Where a person stays. Apart from the person, so that whoever reads of them does not read where they are.
public struct Stay: Part {
    public var isSafePlace = Known.notKnown
    public var address = ""
    public var town = ""
    public var region = ""
    public var since = ""
    public var knownTo = ""

    public init() {}

    public static let kind = PartKind.stay

    public static let fields: [PartField<Stay>] = [
        .choice("safe-place", "A place of safety", \.isSafePlace, hint: "Hidden unless somebody asks for it by name"),
        .words("address", "Where they stay", \.address, identifies: .address),
        .line("town", "Town", \.town),
        .line("region", "County or region", \.region),
        .line("since", "Since when", \.since, hint: "A day or words"),
        .words("known-to", "Who knows of it", \.knownTo),
    ]

    public var title: String { "Where they stay" }
    /// Hidden unless it is known to be no place of safety.
    public var isHidden: Bool { isSafePlace != .no }
}
