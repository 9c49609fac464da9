/// From facts to the lawful path. No clock, no record, no person: the same facts give the same decision.
public enum PathRules {
    public static func decide(_ facts: PersonFacts) -> PathDecision {
        let path = path(facts)
        return PathDecision(
            path: path, reasons: reasons(path, facts), companions: companions(path, facts), next: next(path, facts),
            guidance: guidance(path))
    }

    /// Whether these facts and what is recorded about consent let a sheet be keyed in; the reasons against it if not.
    public static func reasonsAgainstKeyingIn(_ facts: PersonFacts, consentMissing: [String]) -> [String] {
        let path = path(facts)
        guard path.hasSheet else { return ["There is nothing to key in: \(path.title.lowercasedFirst)."] }
        return path == .referralWithoutConsent || facts.consent == .notAsked ? [] : consentMissing
    }

    /// What the sheet says of age and consent: they follow from the facts, and are not chosen on the form.
    /// Nil for a path without a sheet.
    public static func sheetWords(_ facts: PersonFacts) -> [String: String]? {
        let nation = facts.nation.formWord
        switch path(facts) {
        case .referralWithConsent: return ["fr-location": nation, "pv-under-age": "no", "pv-want-to-submit-nrm": "yes"]
        case .notification: return ["fr-location": nation, "pv-under-age": "no", "pv-want-to-submit-nrm": "no"]
        case .referralWithoutConsent:
            return ["fr-location": nation, "pv-under-age": facts.age == .child ? "yes" : "not-sure"]
        case .supportWithoutReferral, .notYet, .singlePointDecides, .referredElsewhere: return nil
        }
    }

    private static func path(_ facts: PersonFacts) -> LawfulPath {
        if facts.referredElsewhere { return .referredElsewhere }
        if facts.age.isTreatedAsChild { return .referralWithoutConsent }
        switch facts.consent {
        case .given: return .referralWithConsent
        case .declined: return facts.nation.hasDutyToNotify ? .notification : .supportWithoutReferral
        case .notAsked where facts.canBeAsked: return .notYet
        case .notAsked: return facts.singlePointNotifies && facts.nation.hasDutyToNotify ? .notification : .singlePointDecides
        }
    }

    private static func reasons(_ path: LawfulPath, _ facts: PersonFacts) -> [String] {
        switch path {
        case .referralWithConsent:
            return ["The person is an adult and agrees to be referred. The referral also meets any duty to notify."]
        case .referralWithoutConsent where facts.age == .child:
            return ["The person is under 18. A child is referred whether or not they agree; a notification is not possible."]
        case .referralWithoutConsent:
            return [
                "The person may be under 18 and is treated as a child until an assessment of age says otherwise.",
                "A child is referred whether or not they agree; a notification is not possible.",
            ]
        case .notification where facts.consent == .notAsked:
            return [
                "The person is an adult and cannot be asked; the single point of contact decided to notify.",
                "A notification says nothing that shows who the person is, alone or together.",
            ]
        case .notification:
            return [
                "The person is an adult and declines to be referred, and there is reason to believe they may be a victim.",
                "The council must notify the Home Office, without anything that says who the person is, alone or together.",
            ]
        case .supportWithoutReferral:
            return [
                "The person is an adult and declines to be referred.",
                "A duty to notify is in force in England and Wales only; in \(facts.nation.words) none was found in force.",
            ]
        case .notYet:
            return ["The person is an adult, can be asked, and has not been. An adult is referred only if they agree."]
        case .singlePointDecides:
            return [
                "The person is an adult and cannot be asked. Without an answer there is neither consent nor refusal.",
                "The national form knows only yes and no, so a named person decides and says why.",
            ]
        case .referredElsewhere:
            return ["Another body has referred this person. There is one referral for a person."]
        }
    }

    private static func companions(_ path: LawfulPath, _ facts: PersonFacts) -> [Companion] {
        var all: [Companion] = []
        if facts.age.isTreatedAsChild {
            all.append(
                Companion(
                    kind: .childrensServices, required: true, title: facts.nation.childrensServices,
                    why: "A child's safety is a duty of its own: the referral does not replace it. The form asks for the contact."))
            all.append(
                Companion(
                    kind: .childTraffickingGuardian, required: false, title: facts.nation.childGuardian,
                    why: "A guardian independent of the council can stand by the child. Tick when asked for, with the date."))
        } else if facts.hasCareNeeds {
            all.append(
                Companion(
                    kind: .adultSafeguarding, required: true, title: facts.nation.adultSafeguarding,
                    why: "The person seems to need care and support. Safeguarding goes beside the path, whatever they decide."))
        }
        switch path {
        case .referralWithConsent:
            all.append(
                Companion(
                    kind: .emergencySupport, required: false, title: "Emergency support before a decision",
                    why: "Support usually starts after the first decision; somebody without a safe bed tonight cannot wait."))
        case .notification, .supportWithoutReferral:
            all.append(
                Companion(
                    kind: .supportAgencies, required: false, title: "Offer of specialist support",
                    why: "Help does not depend on a referral, and the person may agree later."))
        case .notYet, .singlePointDecides:
            all.append(
                Companion(
                    kind: .recordOfReason, required: path == .singlePointDecides, title: "The reason, written down",
                    why: "Somebody will ask later why no referral was made on this day."))
        case .referralWithoutConsent, .referredElsewhere: break
        }
        return all
    }

    private static func next(_ path: LawfulPath, _ facts: PersonFacts) -> [String] {
        switch path {
        case .referralWithConsent:
            ["Record who explained it, when, with which interpreter, and the privacy notice.", "Prepare the sheet."] + keyIn
        case .referralWithoutConsent:
            ["Tell children's services now, and note whom you spoke to.",
             "Explain to the child what happens, as far as age allows.", "Prepare the sheet."] + keyIn
        case .notification:
            ["Record who explained it, when, with which interpreter, and the privacy notice.",
             "Prepare the sheet without names, dates of birth, addresses or numbers of anyone.",
             "Settle what the check of the text finds."] + keyIn
        case .supportWithoutReferral:
            ["Record the refusal and who heard it.", "Offer support, and say that the person may agree later.",
             "Tell the police about danger and about places, as your agreement with them says."]
        case .notYet:
            ["Find a safe time and place, away from anyone who may control the person.",
             "Bring an interpreter who is not from their circle.",
             "Explain what a referral is and give the privacy notice, then ask."]
        case .singlePointDecides:
            ["Say why the person cannot be asked, and what was tried.",
             "The single point of contact decides whether to wait, to try again by a day, or to notify without naming anyone.",
             "Pass on what is known of places, vehicles and businesses as intelligence."]
        case .referredElsewhere:
            ["Record the other body and its reference.", "Offer that body what you know, under your agreement with it."]
        }
    }

    private static let keyIn = [
        "Have it read by a second person.",
        "Key it in on the national form, then record its reference, the time, and the copy that comes by email.",
    ]

    private static func guidance(_ path: LawfulPath) -> [GuidanceVersion] {
        switch path {
        case .notification, .supportWithoutReferral: GuidanceVersion.named("act", "guidance", "form")
        case .referralWithConsent, .referralWithoutConsent, .singlePointDecides:
            GuidanceVersion.named("guidance", "toolkit", "form")
        case .notYet, .referredElsewhere: GuidanceVersion.named("guidance", "toolkit")
        }
    }
}

extension PersonFacts.Nation {
    public var words: String {
        switch self {
        case .england: "England"
        case .wales: "Wales"
        case .scotland: "Scotland"
        case .northernIreland: "Northern Ireland"
        }
    }

    var childrensServices: String {
        switch self {
        case .england, .wales: "Contact with the council's children's services"
        case .scotland: "Contact with children's social work, under child protection procedures"
        case .northernIreland: "Contact with the health and social care trust's gateway service for children"
        }
    }

    var childGuardian: String {
        switch self {
        case .england, .wales: "Independent child trafficking guardian"
        case .scotland: "Scotland's guardianship service"
        case .northernIreland: "Northern Ireland's independent guardian service"
        }
    }

    var adultSafeguarding: String {
        switch self {
        case .england: "Adult safeguarding (Care Act 2014, section 42)"
        case .wales: "Adult safeguarding (Social Services and Well-being (Wales) Act 2014, section 126)"
        case .scotland: "Adult support and protection (2007 Act)"
        case .northernIreland: "The trust's adult protection gateway"
        }
    }
}

extension String {
    var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
