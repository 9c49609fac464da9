public import Calendar
public import NeedToKnow

/// What the council does about one or more concerns. All that stands here is in the clear and names nobody; what is told
/// of people lies in sealed parts.
public struct Case: Sendable, Hashable {
    public let id: String
    /// "MS-2026-K7Q3M".
    public let reference: String
    /// The keyring's name for its keys.
    public let key: String
    public let setting: Setting
    public let exploitation: Set<Exploitation>
    /// Nil while it is open.
    public let outcome: Outcome?
    public let openedOn: Day
    /// Nil while it is open.
    public let closedOn: Day?
    /// The account or the team that answers for it; nil where nobody does yet.
    public let holder: String?
    public let holderIsTeam: Bool
    public let version: Int

    public var isOpen: Bool { closedOn == nil }
    public var record: Record { Record(.caseFile, id: id, reference: reference, key: key) }
}

/// A word in the database and the words on the page.
public protocol Worded: RawRepresentable<String>, CaseIterable, Sendable {
    var words: String { get }
}

/// What kind of place or work it is about.
public enum Setting: String, Worded {
    case carWash, nailBar, farm, care, sharedHouse, construction, restaurant, cannabis, brothel, domestic, other, notKnown

    public var words: String {
        switch self {
        case .carWash: "Car wash"
        case .nailBar: "Nail bar"
        case .farm: "Farm or food processing"
        case .care: "Care home or home care"
        case .sharedHouse: "House in multiple occupation"
        case .construction: "Construction"
        case .restaurant: "Restaurant or takeaway"
        case .cannabis: "Cannabis farm"
        case .brothel: "Brothel or other sex work"
        case .domestic: "Private household"
        case .other: "Another setting"
        case .notKnown: "Not known"
        }
    }
}

/// How people are exploited; a case may have several. An empty set means that it is not known yet.
/// The five bases are those of the national statistics, the others are what councils and police call special forms.
public enum Exploitation: String, Worded {
    case labour, domestic, sexual, criminal, organs
    case debtBondage, financial, countyLines, cuckooing, childSexual, childCriminal, forcedMarriage

    public var words: String {
        switch self {
        case .labour: "Labour"
        case .domestic: "Domestic servitude"
        case .sexual: "Sexual"
        case .criminal: "Criminal"
        case .organs: "Organ harvesting"
        case .debtBondage: "Debt bondage"
        case .financial: "Financial"
        case .countyLines: "County lines"
        case .cuckooing: "Cuckooing"
        case .childSexual: "Child sexual exploitation"
        case .childCriminal: "Child criminal exploitation"
        case .forcedMarriage: "Forced marriage"
        }
    }

    /// What the national statistics count it as; nil where they do not count it.
    public var base: Exploitation? {
        switch self {
        case .labour, .domestic, .sexual, .criminal, .organs: self
        case .debtBondage, .financial: .labour
        case .countyLines, .cuckooing, .childCriminal: .criminal
        case .childSexual: .sexual
        case .forcedMarriage: nil
        }
    }
}

/// What became of a case.
public enum Outcome: String, Worded {
    case referred, notified, safeguarded, passedOn, notSlavery, lostContact, duplicate, other

    public var words: String {
        switch self {
        case .referred: "Everyone was referred to the national referral mechanism"
        case .notified: "The Home Office was notified"
        case .safeguarded: "Safeguarding arranged without a referral"
        case .passedOn: "Passed on to another agency"
        case .notSlavery: "Found not to be slavery"
        case .lostContact: "Contact was lost"
        case .duplicate: "The same as another case"
        case .other: "Another outcome"
        }
    }
}

/// What is needed to open a case.
public struct NewCase: Sendable {
    public var setting: Setting
    public var exploitation: Set<Exploitation>
    /// An account or a team that answers for it from the start.
    public var holder: String?
    public var holderIsTeam: Bool

    public init(
        setting: Setting = .notKnown, exploitation: Set<Exploitation> = [], holder: String? = nil,
        holderIsTeam: Bool = false
    ) {
        self.setting = setting
        self.exploitation = exploitation
        self.holder = holder
        self.holderIsTeam = holderIsTeam
    }
}
