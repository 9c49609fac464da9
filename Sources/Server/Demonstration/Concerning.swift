import Cases
import Concerns
import Referrals

/// Concerns in every state, and the cases that came of some; further ones, with referrals, stand in `Referring.swift`. Told as data; everyone in it is invented.
extension Demonstration {
    struct ConcernStory: Sendable {
        let day: Int
        /// Nil for the public form.
        let by: Person?
        let answers: [String: [String]]
        let then: [Turn]

        init(_ day: Int, by: Person? = nil, _ answers: [String: [String]], then: [Turn] = []) {
            self.day = day
            self.by = by
            self.answers = answers
            self.then = then
        }
    }

    /// What happens to a concern or its case, so many days after it came in.
    struct Turn: Sendable {
        enum What: Sendable {
            case taken
            case note(String)
            /// To the person who reported, or from them.
            case told(String), heard(String)
            case decided(Decision, String)
            case opened(Setting, Set<Exploitation>, String, holder: Person)
            case people([Cases.Person])
            case places([Cases.Place])
            /// A text, and what it is.
            case attached(String, as: String)
            /// What decides the path of a person of the case, counted in the order in which they were added.
            case path(Int, PersonFacts, reason: String = "", elsewhere: String = "")
            case step(Int, PersonStep)
            case emergency(String)
            case reviewed(String)
            case closed(Outcome, String)
        }

        let after: Int
        let by: Person
        let what: What

        init(_ after: Int, _ by: Person, _ what: What) {
            self.after = after
            self.by = by
            self.what = what
        }
    }

    static func person(_ change: (inout Cases.Person) -> Void) -> Cases.Person {
        var person = Cases.Person()
        change(&person)
        return person
    }

    static func place(_ name: String, _ address: String, _ what: String) -> Cases.Place {
        var place = Cases.Place()
        place.name = name
        place.address = address
        place.what = what
        return place
    }

    static let concerns: [ConcernStory] = [
        ConcernStory(-240, by: .kasimir, [
            "danger": ["no"], "what": ["Food hygiene visit: two kitchen hands sleep in the store room and would not say who employs them. The owner answered every question for them."],
            "where": ["Saffron Garden, 4 Abbey Street"], "when": ["today"], "who": ["adult"], "howMany": ["2"],
            "signs": ["controlled", "housing", "fear"], "capacity": ["saw"],
        ], then: [
            Turn(0, .oluwaseun, .taken),
            Turn(0, .oluwaseun, .opened(.restaurant, [.labour], "Two people at risk; a first responder visits with licensing.", holder: .gethin)),
            Turn(1, .gethin, .people([
                person {
                    ($0.first, $0.knownAs, $0.gender, $0.age) = ("Anselm", "Sam", .male, .adult)
                    ($0.languages, $0.interpreter) = ("French", .yes)
                },
                person { $0.description = "A man of about 25 who washes up, grey cap"; $0.age = .adult; $0.ageWords = "about 25" },
            ])),
            Turn(1, .gethin, .places([place("Saffron Garden", "4 Abbey Street, Wexcombe", "Kitchen; people sleep in the store room")])),
        ] + kitchenPaths + [
            Turn(40, .gethin, .closed(.notified, "Both moved to friends in another county with help from housing options. Neither agreed to be referred; the Home Office was notified of both.")),
        ]),
        ConcernStory(-97, [
            "danger": ["notSure"], "what": ["A woman next door never leaves the house and looks after three families' children. She cries at night."],
            "where": ["Larkfield Road, the house with the blue gate"], "when": ["notSure"], "who": ["adult"], "contact": ["none"],
        ], then: [
            Turn(1, .tamsin, .taken),
            Turn(1, .tamsin, .told("Thank you. Can you say on which days visitors come?")),
            Turn(3, .tamsin, .heard("Fridays, a grey van.")),
            Turn(6, .tamsin, .decided(.safeguarding, "Care needs and possible domestic abuse; adult social care opens an enquiry.")),
        ]),
        ConcernStory(-61, by: .bronagh, [
            "danger": ["no"], "what": ["Six mattresses in the loft of a licensed house, nobody there at the inspection. Vans come at five in the morning."],
            "where": ["18 Quarry Hill"], "when": ["date"], "whenDate": ["early in the month"], "who": ["notSure"], "signs": ["housing", "moved"],
        ], then: [
            Turn(0, .oluwaseun, .taken),
            Turn(2, .oluwaseun, .decided(.intelligence, "Nobody who could be referred. Passed to the police and to licensing as intelligence.")),
        ]),
        ConcernStory(-44, [
            "danger": ["no"], "what": ["My cousin works at the poultry plant and says the agency keeps their bank cards."],
            "where": ["Poultry plant on the ring road"], "when": ["notSure"], "who": ["adult"], "contact": ["email"], "email": ["cousin@example.org"],
        ], then: [
            Turn(0, .tamsin, .taken),
            Turn(1, .tamsin, .decided(.alreadyReferred, "The police referred both workers last week; their reference is in the note.")),
        ]),
        ConcernStory(-30, by: .ivo, [
            "danger": ["no"], "what": ["Somebody on the town's page says the new barbers must be slaves because they are open late."],
            "where": ["Market Place"], "when": ["yesterday"], "who": ["adult"],
        ], then: [
            Turn(0, .oluwaseun, .taken),
            Turn(1, .oluwaseun, .decided(.notSlavery, "Visited with trading standards: family business, all on the payroll. Pointed the caller to the police for other worries.")),
        ]),
        ConcernStory(-19, by: .kasimir, [
            "danger": ["no"], "what": ["Car wash on Mill Lane: four people, one of them a boy. They sleep in the container behind. The man who takes the money drives them in at six."],
            "where": ["Mill Lane car wash"], "when": ["today"], "who": ["both"], "howMany": ["4"], "vehicle": ["White van, ends in KXR"],
            "signs": ["controlled", "housing", "wages", "fear"], "capacity": ["passing"],
        ], then: [
            Turn(0, .oluwaseun, .taken),
            Turn(0, .oluwaseun, .opened(.carWash, [.labour, .debtBondage], "People at risk, one of them a child: children's services told by telephone at 10:40.", holder: .gethin)),
            Turn(1, .gethin, .people([
                person {
                    ($0.first, $0.last, $0.gender) = ("Kestutis", "Oakhanger", .male)
                    ($0.age, $0.ageWords) = (.adult, "34")
                    $0.nationality = "Lithuanian"; $0.languages = "Lithuanian, some English"; $0.interpreter = .yes
                },
                person {
                    ($0.first, $0.gender, $0.nationality) = ("Marek", .male, "Polish")
                    ($0.age, $0.ageWords) = (.adult, "about 50")
                },
                person { $0.first = "Dovydas"; $0.gender = .male; $0.last = "Oakhanger"; $0.age = .child; $0.ageWords = "16"; $0.nationality = "Lithuanian" },
                person { $0.knownAs = "Bee"; $0.description = "Slight, very short hair"; $0.age = .notSure; $0.ageWords = "17 or 18" },
            ])),
            Turn(1, .gethin, .places([place("Mill Lane car wash", "Mill Lane, Wexcombe", "Work by day; people sleep in the container")])),
            Turn(2, .gethin, .attached(
                "Mill Lane, Tuesday\n07:10 four people come out of the container\n07:15 a grey van, one man, hands out overalls\n",
                as: "What the street-cleaning crew wrote down")),
            Turn(5, .cosima, .emergency("Children's services have the boy on the telephone now and ask what we know of him.")),
            Turn(6, .tamsin, .reviewed("Right to do: the boy was placed the same evening.")),
        ] + carWashPaths),
        ConcernStory(-6, [
            "danger": ["no"], "what": ["Nail bar: the girls look very young and one was slapped when she spoke to me."],
            "where": ["High Street, next to the bakery"], "when": ["yesterday"], "who": ["child"], "howMany": ["3"], "contact": ["none"],
        ], then: [Turn(1, .tamsin, .taken), Turn(1, .tamsin, .note("Asked licensing for the last inspection."))]),
        ConcernStory(-4, by: .bronagh, [
            "danger": ["no"], "what": ["A tenant says she pays off a debt by cleaning and may not keep her passport."],
            "where": ["Tower Court"], "when": ["today"], "who": ["adult"], "signs": ["papers", "wages"],
        ], then: [Turn(0, .oluwaseun, .taken), Turn(3, .oluwaseun, .heard("She came again today. She says they will move her on Saturday."))]),
        ConcernStory(-3, by: .marisol, [
            "danger": ["notSure"], "what": ["A boy hands out flyers for a takeaway every school day at noon, with a man watching."],
            "where": ["Bus station"], "when": ["today"], "who": ["notSure"],
        ]),
        ConcernStory(0, [
            "danger": ["yes"], "what": ["They lock the farm workers in at night. I called the police too. One has a bad hand."],
            "where": ["Low Barn, Otterley"], "when": ["today"], "who": ["adult"], "howMany": ["8"], "contact": ["telephone"],
            "telephone": ["01632 960 417"], "message": ["no"], "times": ["evening"],
        ]),
    ]
}
