public import Calendar

/// What somebody needs and what is done about it: one dated record for each.
public struct Support: Part {
    public enum What: String, Worded, Codable {
        case safety, health, interpreter, housingAdvice, homelessness, housingOffer, onSite, agency, legal, money, work
        case school, other

        public var words: String {
            switch self {
            case .safety: "Safety"
            case .health: "Health"
            case .interpreter: "Interpreter"
            case .housingAdvice: "Housing advice"
            case .homelessness: "Homelessness application"
            case .housingOffer: "Offer of housing"
            case .onSite: "Support on site at an operation"
            case .agency: "Signposted to a specialist agency"
            case .legal: "Legal or immigration advice"
            case .money: "Money and benefits"
            case .work: "Work and training"
            case .school: "School or college"
            case .other: "Something else"
            }
        }
    }

    public enum State: String, Worded, Codable {
        case needed, arranged, declined, done

        public var words: String {
            switch self {
            case .needed: "Needed"
            case .arranged: "Arranged"
            case .declined: "Declined"
            case .done: "Done"
            }
        }
    }

    /// What the council owes somebody who is homeless or may become so.
    public enum Duty: String, Worded, Codable {
        case none, notKnown, prevention, relief, interim, main, noDuty

        public var words: String {
            switch self {
            case .none: "Not about homelessness"
            case .notKnown: "Not decided yet"
            case .prevention: "Prevention duty"
            case .relief: "Relief duty"
            case .interim: "Interim accommodation"
            case .main: "Main housing duty"
            case .noDuty: "No duty owed"
            }
        }
    }

    public var what = What.safety
    public var state = State.needed
    public var on: Day?
    public var agency = ""
    public var words = ""
    public var appliedOn: Day?
    public var duty = Duty.none
    public var offer = ""
    public var outcome = ""

    public init() {}

    public static let kind = PartKind.support

    public static let fields: [PartField<Support>] = [
        .choice("what", "What it is about", \.what),
        .choice("state", "How far it is", \.state),
        .day("on", "Day", \.on, hint: "When it was needed, arranged, declined or done"),
        .line("agency", "Who gives it", \.agency, hint: "A service, a charity, an interpreter’s agency", identifies: .name),
        .words("words", "What was said and agreed", \.words),
        .day("applied", "Homelessness: day of application", \.appliedOn),
        .choice("duty", "Homelessness: duty owed", \.duty),
        .words("offer", "Homelessness: what was offered", \.offer),
        .words("outcome", "Homelessness: outcome", \.outcome),
    ]

    public var title: String { what.words }
}
