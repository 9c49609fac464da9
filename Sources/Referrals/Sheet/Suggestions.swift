import Calendar
import Accounts
import Cases

/// What the case knows already, offered as answers of the national form. Nothing is taken over by itself.
enum Suggestions {
    /// By field. What the national form would refuse is not offered.
    static func from(_ person: Person, _ references: [CaseReference], _ file: Case, _ viewer: Viewer) -> [String: String] {
        var found: [String: String] = ["reference": file.reference, "user-organisation": viewer.organisationName]
        found["pv-name-first-name"] = person.first
        found["pv-name-last-name"] = person.last
        found["pv-name-nickname"] = person.knownAs.isEmpty ? person.others : person.knownAs
        found["pv-dob"] = person.born?.iso
        found["pv-gender"] = [Gender.female: "female", .male: "male", .other: "unknown"][person.gender]
        found["pv-nationality"] = person.nationality
        found["pv-nationality-second"] = person.secondNationality
        found["pv-interpreter-requirements"] = [Known.yes: "yes", .no: "no"][person.interpreter]
        found["pv-interpreter-requirements-language"] = person.languages
        found["pv-other-help-with-communication"] = person.communication.isEmpty ? nil : "yes"
        found["pv-other-help-with-communication-aid"] = person.communication
        found["pv-under-age-at-time-of-exploitation"] =
            [Age.child: "yes", .adult: "no", .notSure: "not-sure"][person.ageWhenExploited]
        found["pv-phone-number-yes"] = safe(person, .phone)
        found["pv-contact-details-email-input"] = safe(person, .email)
        found["pv-contact-details-street"] = safe(person, .address)
        if let crime = references.first(where: { $0.of == .crime || $0.of == .police }) {
            found["reported-to-police-crime-reference"] = crime.number
            found["reported-to-police-police-forces"] = crime.body
        }
        found["pv-ho-reference-type"] = references.first { $0.of == .homeOffice }?.number
        let names = viewer.name.split(separator: " ")
        found["fr-details-first-name"] = names.dropLast().joined(separator: " ")
        found["fr-details-last-name"] = names.last.map(String.init)
        return fitting(found)
    }

    /// Only a way to reach the person that somebody said is safe.
    private static func safe(_ person: Person, _ kind: Contact.Kind) -> String? {
        person.contacts.first { $0.kind == kind && $0.isSafe == .yes }?.value
    }

    private static func fitting(_ found: [String: String]) -> [String: String] {
        var fitting: [String: String] = [:]
        for question in FormDefinition.newest.questions {
            guard let words = found[question.field], !words.isEmpty else { continue }
            let values = FormDefinition.newest.values(of: question)
            if values.isEmpty {
                fitting[question.field] = words
            } else if let value = values.first(where: { $0.lowercased() == words.lowercased() }) {
                fitting[question.field] = value
            }
        }
        return fitting
    }
}
