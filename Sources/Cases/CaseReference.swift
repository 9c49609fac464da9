public import Calendar

/// What another body calls the case or a person of it.
public struct CaseReference: Part {
    public enum Of: String, Worded, Codable {
        case referral, notification, homeOffice, police, crime, adultSystem, childSystem, other

        public var words: String {
            switch self {
            case .referral: "National referral (NRM)"
            case .notification: "National notification (DtN, once MS1)"
            case .homeOffice: "Home Office"
            case .police: "Police"
            case .crime: "Crime or incident"
            case .adultSystem: "Adult recording system"
            case .childSystem: "Child recording system"
            case .other: "Another body"
            }
        }
    }

    public var of = Of.police
    public var number = ""
    /// The police force or the body.
    public var body = ""
    /// The need recorded in the adult or child recording system.
    public var need = ""
    public var on: Day?
    public var words = ""

    public init() {}

    public static let kind = PartKind.reference

    public static let fields: [PartField<CaseReference>] = [
        .choice("of", "Whose reference it is", \.of),
        .line("number", "Reference", \.number, identifies: .number),
        .line("body", "Police force or body", \.body),
        .code("need", "Need code", \.need, hint: "For the adult and the child recording system", NeedCodes.choices),
        .day("on", "Day", \.on),
        .words("words", "What else is known", \.words),
    ]

    public var title: String { of.words }
}

/// What the adult and the child recording systems call a need; data, because each council has its own.
enum NeedCodes {
    static let choices: [(value: String, words: String)] =
        [("", "None")] + read(String(decoding: PackageResources.need_codes_csv, as: UTF8.self))

    static func read(_ csv: String) -> [(value: String, words: String)] {
        csv.split(separator: "\n").dropFirst().compactMap { line in
            let cells = line.split(separator: ",", omittingEmptySubsequences: false)
            guard cells.count >= 3 else { return nil }
            let system = cells[0] == "adult" ? "Adult" : "Child"
            return ("\(cells[0])/\(cells[1])", "\(system): \(cells[2])")
        }
    }
}
