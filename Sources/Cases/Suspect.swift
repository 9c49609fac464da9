public import Calendar

/// Somebody suspected of exploiting others. Never a person to whom anything is sent.
public struct Suspect: Part {
    public var first = ""
    public var last = ""
    public var others = ""
    public var knownAs = ""
    public var description = ""
    public var born: Day?
    public var ageWords = ""
    public var gender = Gender.notKnown
    public var nationality = ""
    public var address = ""
    public var contact = ""
    public var role = ""
    public var whereNow = ""
    public var risk = ""
    public var words = ""

    public init() {}

    public static let kind = PartKind.suspect

    public static let fields: [PartField<Suspect>] = [
        .line("first", "First name", \.first, identifies: .name),
        .line("last", "Last name", \.last, identifies: .name),
        .line("others", "Other names", \.others, identifies: .name),
        .line("known-as", "Known as", \.knownAs, identifies: .name),
        .words("description", "How they can be told apart", \.description),
        .day("born", "Date of birth", \.born, hint: "Only if it is known whole", identifies: .birth),
        .line("age-words", "Age in words", \.ageWords),
        .choice("gender", "Gender", \.gender),
        .line("nationality", "Nationality", \.nationality),
        .words("address", "Address", \.address, identifies: .address),
        .words("contact", "Telephone, email, accounts on line", \.contact, identifies: .contact),
        .words("role", "What they are said to do", \.role, hint: "As “collects the wages”"),
        .words("where-now", "Where they are now", \.whereNow, identifies: .address),
        .words("risk", "Risk to staff and to those at risk", \.risk),
        .words("words", "What else is known", \.words),
    ]

    public var title: String {
        let name = [first, last].filter { !$0.isEmpty }.joined(separator: " ")
        if !name.isEmpty { return name }
        for other in [knownAs, others, description] where !other.isEmpty { return String(other.prefix(80)) }
        return "Somebody without a name"
    }

    /// What may name an account of the organisation.
    var names: String { [first, last, others, knownAs].joined(separator: " ") }
}
