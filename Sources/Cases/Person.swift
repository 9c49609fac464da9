public import Calendar
public import Pages

/// Somebody who may be a victim. Every field may be empty: "a man seen at the car wash" is a person.
public struct Person: Part {
    public var first = ""
    public var last = ""
    public var others = ""
    public var knownAs = ""
    /// How they were seen or told of, where there is no name.
    public var description = ""
    public var age = Age.notSure
    /// Nil where it is not known whole.
    public var born: Day?
    /// "about 30", "born in 1995".
    public var ageWords = ""
    public var ageWhenExploited = Age.notSure
    public var gender = Gender.notKnown
    public var nationality = ""
    public var secondNationality = ""
    public var languages = ""
    public var interpreter = Known.notKnown
    public var communication = ""
    public var needs = ""
    public var words = ""
    public var contacts: [Contact] = []
    public var links: [PersonLink] = []

    public init() {}

    public static let kind = PartKind.person

    public static let fields: [PartField<Person>] = [
        .line("first", "First name", \.first, hint: "Or the only name", identifies: .name),
        .line("last", "Last name", \.last, identifies: .name),
        .line("others", "Other names", \.others, identifies: .name),
        .line("known-as", "Known as", \.knownAs, identifies: .name),
        .words("description", "How they can be told apart", \.description, hint: "As “a man seen at the car wash on Monday”"),
        .choice("age", "Adult or child now", \.age),
        .day("born", "Date of birth", \.born, hint: "Only if it is known whole", identifies: .birth),
        .line("age-words", "Age in words", \.ageWords, hint: "As “about 30” or “born in 1995”"),
        .choice("age-then", "Adult or child when exploited", \.ageWhenExploited),
        .choice("gender", "Gender", \.gender),
        .line("nationality", "Nationality", \.nationality),
        .line("second-nationality", "Second nationality", \.secondNationality),
        .line("languages", "Languages", \.languages),
        .choice("interpreter", "Needs an interpreter", \.interpreter),
        .words("communication", "Other help with communication", \.communication),
        .words("needs", "What they need now", \.needs),
        .words("words", "What else is known", \.words),
    ]

    /// Never an empty title: a person without a name is still somebody.
    public var title: String {
        let name = [first, last].filter { !$0.isEmpty }.joined(separator: " ")
        if !name.isEmpty { return name }
        for other in [knownAs, others, description] where !other.isEmpty { return String(other.prefix(80)) }
        return "Somebody without a name"
    }

    /// The names alone, none where there is none.
    public var names: [String] { [first, last, others, knownAs].filter { !$0.isEmpty } }
}

public enum Age: String, Worded, Codable {
    case adult, child, notSure

    public var words: String {
        switch self {
        case .adult: "Adult"
        case .child: "Child"
        case .notSure: "Not sure"
        }
    }
}

public enum Gender: String, Worded, Codable {
    case female, male, other, notKnown

    public var words: String {
        switch self {
        case .female: "Female"
        case .male: "Male"
        case .other: "Identifies in another way"
        case .notKnown: "Not known"
        }
    }
}

/// A way to reach a person. The program itself never writes to anyone about whom a case is.
public struct Contact: Codable, Equatable, Sendable {
    public enum Kind: String, Worded, Codable {
        case phone, email, address, online, through

        public var words: String {
            switch self {
            case .phone: "Telephone"
            case .email: "Email"
            case .address: "Address"
            case .online: "Messages on line"
            case .through: "Through somebody"
            }
        }
    }

    public var kind = Kind.phone
    public var value = ""
    public var isSafe = Known.notKnown
    /// "after six, never when his cousin is there".
    public var when = ""

    public init() {}

    var words: String {
        let safety =
            switch isSafe {
            case .yes: "safe to use"
            case .no: "NOT safe to use"
            case .notKnown: "not known whether it is safe"
            }
        return "\(kind.words): \(value) (\(safety)\(when.isEmpty ? "" : "; \(when)"))"
    }
}

/// How a person of the case is tied to another.
public struct PersonLink: Codable, Equatable, Sendable {
    public enum Kind: String, Worded, Codable {
        case sibling, parent, child, partner, relative, sameHouse, travelled, other

        public var words: String {
            switch self {
            case .sibling: "Brother or sister"
            case .parent: "Parent"
            case .child: "Their child"
            case .partner: "Partner"
            case .relative: "Another relative"
            case .sameHouse: "Same house"
            case .travelled: "Came together"
            case .other: "In another way"
            }
        }
    }

    public let person: String
    public let kind: Kind
}

extension Person {
    /// Rows of contacts that one form takes.
    static let mostContacts = 20

    public mutating func readLists(_ form: FormData, _ problems: inout Problems) {
        contacts = (0..<Self.mostContacts).compactMap { index in
            var contact = Contact()
            contact.value = form.text("contact-\(index)")
            contact.when = form.text("contact-when-\(index)")
            contact.kind = Contact.Kind(rawValue: form.text("contact-kind-\(index)")) ?? .phone
            contact.isSafe = Known(rawValue: form.text("contact-safe-\(index)")) ?? .notKnown
            for (name, text) in [("contact-\(index)", contact.value), ("contact-when-\(index)", contact.when)] {
                if let problem = Length.problem(text) { problems.add(name, problem) }
            }
            if contact.value.isEmpty && !contact.when.isEmpty {
                problems.add("contact-\(index)", "Enter the number or address that this is about")
            }
            return contact.value.isEmpty ? nil : contact
        }
        links = form.values.keys.filter { $0.hasPrefix("link-") }.sorted().compactMap { name in
            guard let kind = PersonLink.Kind(rawValue: form.text(name)) else { return nil }
            return PersonLink(person: String(name.dropFirst("link-".count)), kind: kind)
        }
    }

    public func fillLists(_ form: inout Form) {
        for (index, contact) in contacts.enumerated() {
            form.values["contact-\(index)"] = [contact.value]
            form.values["contact-when-\(index)"] = [contact.when]
            form.values["contact-kind-\(index)"] = [contact.kind.rawValue]
            form.values["contact-safe-\(index)"] = [contact.isSafe.rawValue]
        }
        for link in links { form.values["link-\(link.person)"] = [link.kind.rawValue] }
    }

    public var listFacts: [PartFact] {
        [
            PartFact(label: "Ways to reach them", words: contacts.map(\.words).joined(separator: "\n")),
            PartFact(
                label: "Ties to others",
                words: links.map { "\($0.kind.words) \($0.person)" }.joined(separator: "\n")),
        ]
    }
}
