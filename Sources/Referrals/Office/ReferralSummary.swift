public import Cases
public import Database
import Pages

/// How far the path of one person is, in codes that any page of the case may show. Opens nothing sealed.
public struct ReferralSummary: Sendable {
    /// Nil where nobody has answered the questions of the path yet.
    public let path: LawfulPath?
    /// Nil where no sheet was begun.
    public let state: ReferralState?
    /// What to do next, and where.
    public let next: String
    public let place: String

    /// "Referral, with the person's consent".
    public var pathWords: String { path?.title ?? "Not decided yet" }
    /// "Being prepared".
    public var stateWords: String { state?.title ?? "No sheet" }

    /// Of everyone on a case who has a decision or a sheet, by person.
    public static func all(_ reader: Reader, organisation: Int, case file: String) throws -> [String: ReferralSummary] {
        let decided = try reader.rows("""
            SELECT person, path
            FROM referral_decision
            WHERE organisation = \(organisation) AND case_id = \(file)
            ORDER BY version
            """) { (try $0.text(0), LawfulPath(rawValue: try $0.text(1)) ?? .notYet) }
        let sheets = try reader.rows("""
            SELECT person, path, state, ready_at, copy_on
            FROM referral
            WHERE organisation = \(organisation) AND case_id = \(file)
            ORDER BY number
            """) { row in
            (
                try row.text(0), LawfulPath(rawValue: try row.text(1)) ?? .notYet,
                ReferralState(rawValue: try row.text(2)) ?? .preparing, row.intOrNil(3) != nil, row.intOrNil(4) != nil
            )
        }
        var all: [String: ReferralSummary] = [:]
        for (person, path) in decided { all[person] = before(path, Whom(case: file, person: person)) }
        for (person, path, state, isReady, hasCopy) in sheets {
            all[person] = sheet(all[person]?.path ?? path, state, isReady, hasCopy, Whom(case: file, person: person))
        }
        return all
    }

    /// For the pages of a case.
    public static let progress: PersonProgress.Reading = { reader, organisation, file in
        let all = try all(reader, organisation: organisation, case: file)
        return { person in
            let summary = of(person, in: file, all)
            let whom = Whom(case: file, person: person)
            return PersonProgress(
                path: summary.pathWords, state: summary.stateWords, next: Link(summary.next, summary.place),
                pathPlace: ReferralsURL.path(whom), sheetPlace: summary.state == nil ? nil : ReferralsURL.sheet(whom))
        }
    }

    /// Of one person; for somebody whom nobody has looked at yet, that the path comes first.
    public static func of(_ person: String, in file: String, _ all: [String: ReferralSummary]) -> ReferralSummary {
        all[person] ?? ReferralSummary(
            path: nil, state: nil, next: "Answer the questions of the lawful path",
            place: ReferralsURL.path(Whom(case: file, person: person)))
    }

    private static func before(_ path: LawfulPath, _ whom: Whom) -> ReferralSummary {
        let next =
            switch path {
            case .referralWithConsent, .referralWithoutConsent, .notification: "Begin the sheet"
            case .supportWithoutReferral: "Offer support"
            case .notYet: "Ask the person"
            case .singlePointDecides: "The single point of contact decides"
            case .referredElsewhere: "Nothing: another body has referred"
            }
        return ReferralSummary(
            path: path, state: nil, next: next, place: path.hasSheet ? ReferralsURL.sheet(whom) : ReferralsURL.path(whom))
    }

    private static func sheet(
        _ path: LawfulPath, _ state: ReferralState, _ isReady: Bool, _ hasCopy: Bool, _ whom: Whom
    ) -> ReferralSummary {
        let (next, place) =
            switch state {
            case .preparing where isReady: ("A second person reads it", ReferralsURL.check(whom))
            case .preparing: ("Fill in the sheet", ReferralsURL.sheet(whom))
            case .qualityChecked: ("Key it in", ReferralsURL.keyedIn(whom))
            case .closed: ("Nothing", ReferralsURL.keyedIn(whom))
            default: (hasCopy ? "Await news" : "Record the copy from the email", ReferralsURL.keyedIn(whom))
            }
        return ReferralSummary(path: path, state: state, next: next, place: place)
    }
}
