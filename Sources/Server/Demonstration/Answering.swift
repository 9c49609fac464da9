import Referrals

extension Demonstration {
    /// What somebody told, as answers of the national form. It names nobody, so that a notification may tell it too.
    struct Account: Sendable {
        /// By field of the national form.
        private(set) var words: [String: String]
        private var first = "", last = "", nationality = "Unknown", language = "", gender = "male"

        /// - Parameters:
        ///   - since: when it took place, and for how long.
        ///   - left: how and why the person came out of it.
        private init(
            since: String, start: String, work: String, living: String, treatment: String, left: String, signs: String, who: String
        ) {
            words = Self.common.merging([
                "when-did-the-exploitation-take-place": since, "how-did-the-exploitation-start": start,
                "what-were-they-required-to-do": work, "living-conditions": living, "how-they-were-treated": treatment,
                "how-why-did-they-leave-the-situation": left, "modern-slavery-indicators-details": signs, "who-exploited-pv": who,
            ]) { _, own in own }
        }

        /// Somebody's own account.
        func of(
            _ first: String, _ last: String, _ nationality: String, _ language: String, _ gender: String = "male"
        ) -> Account {
            var own = self
            (own.first, own.last, own.nationality, own.language, own.gender) = (first, last, nationality, language, gender)
            return own
        }

        func saying(_ field: String, _ text: String) -> Account {
            var own = self
            own.words[field] = text
            return own
        }

        /// All that the form asks of a person with these facts.
        func answers(_ facts: PersonFacts, by writer: Person) -> [String: [String]] {
            var all = words
            if facts.age.isTreatedAsChild { all.merge(Self.childrensServices) { $1 } }
            if facts.consent == .declined {
                all["pv-gender"] = all["pv-gender"] ?? gender
                all["pv-nationality"] = nationality
                all["refuse-nrm"] = "Fears for the family at home, and wants to find work first. May think again later."
                return all.mapValues { [$0] }
            }
            let names = writer.name.split(separator: " ").map(String.init)
            all.merge([
                "pv-name-first-name": first, "pv-name-last-name": last, "pv-gender": gender, "does-pv-have-children": "no",
                "pv-nationality": nationality, "pv-interpreter-requirements": "yes", "pv-interpreter-requirements-language": language,
                "pv-other-help-with-communication": "no", "pv-ho-reference": "no",
                "fr-details-first-name": names.first ?? "", "fr-details-last-name": names.dropFirst().joined(separator: " "),
                "fr-details-role": "First responder", "fr-details-phone": "01632 960 100",
                "fr-alternative-contact": "safeguarding@wexcombe.example",
            ]) { $1 }
            if !facts.age.isTreatedAsChild { all.merge(Self.adult) { $1 } }
            return all.mapValues { [$0] }
        }

        /// What is known after one talk.
        var beginning: [String: [String]] {
            let known = ["birthplace", "family", "education", "employment-history", "how-did-the-exploitation-start", "living-conditions"]
            return words.filter { known.contains($0.key) }.mapValues { [$0] }
        }

        /// An invented council is in no list of the national form: the bodies here are councils that ended in 2021.
        private static let common = [
            "reference": "Wexcombe safeguarding", "user-organisation": "Corby Borough Council",
            "pv-under-age-at-time-of-exploitation": "no",
            "birthplace": "A village in the north of the country", "family": "Parents and a younger sister, all at home.",
            "education": "School until the age of sixteen.", "employment-history": "Farm work at home, then day jobs on the way here.",
            "potential-victim-exploitative-situation-multiple": "no", "were-they-taken-somewhere-by-their-exploiter": "no",
            "still-in-exploitative-situation": "no", "when-last-contact": "within-the-last-week",
            "is-this-the-first-chance-to-report": "yes", "modern-slavery-indicators": "yes",
            "where-how-interview-carried-out": "Two talks in a quiet room away from the place of work, with an interpreter whom the person had not met before.",
            "professional-insight": "I believe the account, because I saw where the people sleep and the person told it the same way twice.",
            "evidence-of-dishonesty": "no", "are-others-involved": "no",
            "where-exploitation-happened": "uk", "where-exploitation-happened-uk-city-1": "Unknown",
            "current-pv-location-uk-city": "Unknown", "current-pv-location-uk-region": "Unknown",
            "exploiters-location": "no", "types-of-exploitation-forced-to-work": "true", "types-of-exploitation-wages-taken": "true",
            "any-other-pvs": "not-sure", "future-exploitation-concerns": "no", "reported-to-police": "no", "authorities-cooperation": "no",
        ]

        private static let childrensServices = [
            "local-authority-contacted-about-child-local-authority-name": "Northamptonshire County Council",
            "local-authority-contacted-about-child-local-authority-phone": "01632 960 150",
            "local-authority-contacted-about-child-local-authority-email": "front.door@wexcombe.example",
        ]

        private static let adult = [
            "does-pv-need-support": "yes", "pv-phone-number": "no",
            "no-contact-details": "Has no telephone that others do not look into. The team passes messages on.",
            "who-contact": "someone-else", "someone-else": "email", "someone-else-email-input": "safeguarding@wexcombe.example",
            "someone-else-permission-check": "true",
        ]

        static let kitchen = Account(
            since: "For about four months, until the visit of the food inspectors.",
            start: "An agency promised a cook’s wage and a room. On arrival the wage was halved and the room was a store.",
            work: "Washing up and cleaning from ten in the morning until after midnight, six days a week.",
            living: "Slept on flour sacks in the store room, with one shared basin and no window.",
            treatment: "Shouted at, and told that leaving meant owing the price of the journey.",
            left: "The inspectors came; both left the same evening with help from housing.",
            signs: "The owner answered every question for them, they looked to him before speaking, and their bedding lay behind the stove.",
            who: "The owner of the kitchen and the man who brings new workers.")

        static let carWash = Account(
            since: "From the spring until the visit to the car wash this month.",
            start: "A man from the same town offered work in England and paid for the bus. The fare became a debt that grew each week.",
            work: "Washing cars from seven in the morning until dark, every day, in all weathers and without gloves.",
            living: "Slept with the others in a container behind the car wash, with one heater and no water at night.",
            treatment: "Watched, driven in and out, paid in food and small change, and threatened when the debt was questioned.",
            left: "Walked away with us on the day of the visit, when the man who watches them was out.",
            signs: "Cracked hands, one set of clothes, no papers of their own, and fear when a certain van drove past during our talk.",
            who: "The man who collects the takings each evening, and his driver.")

        static let packhouse = Account(
            since: "For most of a year, from one harvest to the next.",
            start: "A friend of the family found the job. The bank account for the wages was opened by someone else, who keeps the card.",
            work: "Packing fruit on night shifts, often two shifts in a row, with no say in the hours.",
            living: "Nine people in a house with three beds; rent was taken from wages that nobody saw.",
            treatment: "Told that the police would send them home, and that the debt would fall on the parents.",
            left: "Spoke to a tenancy officer at the door and asked not to be taken back to the house.",
            signs: "Payslips with hours that nobody could work, one bank card holder for nine people, papers kept in a locked tin.",
            who: "The house’s leaseholder, who also drives the night bus.")

        static let terrace = Account(
            since: "For some seven months before the visit to the house.",
            start: "Met at a bus station on arrival and offered a bed; the bed was to be paid for by cleaning offices.",
            work: "Cleaning offices every night and the house by day, for no wage beyond food.",
            living: "One room for six people, locked from outside while the others were at work.",
            treatment: "Not let out alone; telephones were taken, and one was hit for asking about pay.",
            left: "Neighbours rang; all six came away with the housing team that night.",
            signs: "A bolt on the outside of the door, bruises that were seen by a nurse, and the same sentence learned by heart from each of them.",
            who: "A couple who hold the cleaning contracts.")

        static let site = Account(
            since: "For about ten weeks on two sites, up to the visit.",
            start: "Came to join a cousin, who was gone. The foreman said that the cousin’s debt had to be worked off.",
            work: "Stripping out an old building without mask or boots, twelve hours a day.",
            living: "Slept in the site cabin with a gas ring, and washed at a tap.",
            treatment: "Pay was promised for each Friday and never came; tools were thrown at those who asked.",
            left: "Left through the side gate on a morning when the foreman was late, and came to the housing office.",
            signs: "Dust in old wounds, no pay records, food asked from passers-by, and all three knew only the foreman’s first name.",
            who: "The foreman and the man who pays him in cash.")

        static let laundry = Account(
            since: "For about five months, on nights and weekends.",
            start: "Signed a paper that nobody translated; it was for a loan that the wages go to.",
            work: "Ironing and folding by night for two hotels, counted by the piece.",
            living: "A flat above a shop with fourteen mattresses, used in turns by day and night.",
            treatment: "Counted in and out by a man with a list, and fined for talking or for being ill.",
            left: "Spoke to an officer during the night visit and asked to come along.",
            signs: "Burns on both arms at different stages of healing, a list with names and debts, and passports in the laundry’s safe.",
            who: "The man with the list; nobody knows for whom he works.")
    }
}
