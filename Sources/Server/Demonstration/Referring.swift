import Cases
import Referrals

/// The lawful path of each person: every path, and a sheet in every state that the life of a referral knows.
extension Demonstration {
    static var allConcerns: [ConcernStory] { concerns + [packhouse, terrace, buildingSite, laundry] }

    /// News of a referral, so many days after it was sent.
    typealias News = (after: Int, state: ReferralState)

    static let agrees = PersonFacts(age: .adult, canBeAsked: true, consent: .given)
    static let declines = PersonFacts(age: .adult, canBeAsked: true, consent: .declined)
    static let child = PersonFacts(age: .child, canBeAsked: true, consent: .notAsked)
    static let perhapsChild = PersonFacts(age: .notSure, canBeAsked: true, consent: .notAsked)

    /// A sheet up to the second reading. Who prepares it is somebody else than who reads it.
    static func prepared(_ person: Int, _ day: Int, _ facts: PersonFacts, _ account: Account, by: Person = .gethin) -> [Turn] {
        var turns = [Turn(day, by, .path(person, facts))]
        if facts.age.isTreatedAsChild {
            turns.append(Turn(day, by, .step(person, .told(.childrensServices, who: "The duty desk of children’s services"))))
        }
        return turns + [
            Turn(day, by, .step(person, .began)),
            Turn(day + 1, by, .step(person, .answered(account.answers(facts, by: by)))),
        ]
    }

    static func signed(
        _ person: Int, _ day: Int, _ facts: PersonFacts, _ account: Account, by: Person = .gethin, read: Person = .tamsin
    ) -> [Turn] {
        prepared(person, day, facts, account, by: by) + [
            Turn(day + 1, by, .step(person, .markedReady)), Turn(day + 2, read, .step(person, .signedOff)),
        ]
    }

    /// - Parameter copy: days until the copy came by email; nil where it has not.
    static func sent(
        _ person: Int, _ day: Int, _ facts: PersonFacts, _ account: Account, reference: String, copy: Int? = 0,
        by: Person = .gethin, news: [News] = []
    ) -> [Turn] {
        var turns = signed(person, day, facts, account, by: by)
        turns.append(Turn(day + 2, by, .step(person, .keyedIn(reference: reference, hasCopy: copy == 0))))
        if let copy, copy > 0 { turns.append(Turn(day + 2 + copy, by, .step(person, .keptCopy))) }
        return turns + news.map { Turn(day + 2 + $0.after, .tamsin, .step(person, .news($0.state))) }
    }

    private static func adult(
        _ first: String, _ last: String, _ gender: Gender, _ nationality: String, _ languages: String
    ) -> Cases.Person {
        person {
            ($0.first, $0.last, $0.gender, $0.age) = (first, last, gender, .adult)
            ($0.nationality, $0.languages) = (nationality, languages)
        }
    }

    private static func together(_ parts: [Turn]...) -> [Turn] { parts.flatMap { $0 } }

    // MARK: Beside the concerns that are told already

    static let kitchenPaths: [Turn] = together(
        sent(0, 2, declines, .kitchen, reference: "DTN-20417", news: [(20, .closed)]),
        sent(1, 2, declines, .kitchen, reference: "DTN-20418", copy: 1))

    /// The first waits longer than hoped, the second's text names another, the third waits for the end of the recovery
    /// period, and of the fourth somebody doubts the age after the sheet was filled in.
    static let carWashPaths: [Turn] = together(
        sent(0, 1, agrees, .carWash.of("Kestutis", "Oakhanger", "Lithuanian", "Lithuanian"), reference: "NRM-88231"),
        prepared(1, 2, declines, .carWash.saying("details-last-contact", "He still speaks with Kestutis by telephone.")),
        sent(
            2, 1, child, .carWash.of("Dovydas", "Oakhanger", "Lithuanian", "Lithuanian"), reference: "NRM-88230",
            news: [(6, .reasonableGroundsPositive)]),
        prepared(3, 2, agrees, .carWash.of("Bee", "Bee", "Lithuanian", "Lithuanian", "unknown")),
        [
            Turn(9, .gethin, .path(3, perhapsChild)),
            Turn(9, .gethin, .step(3, .told(.childrensServices, who: "The duty desk of children’s services"))),
        ])

    // MARK: Cases that are told for their referrals

    private static let packhouse = ConcernStory(-428, by: .bronagh, [
        "danger": ["no"], "what": ["A tenancy officer met four people who pack fruit by night. Their pay goes to one account that is not theirs."],
        "where": ["Three Gates packhouse"], "when": ["yesterday"], "who": ["adult"], "howMany": ["4"], "signs": ["wages", "papers", "moved"],
    ], then: together([
        Turn(0, .oluwaseun, .taken),
        Turn(0, .oluwaseun, .opened(.farm, [.labour, .financial], "Four adults at risk; a first responder goes with the labour inspectors.", holder: .gethin)),
        Turn(2, .gethin, .people([
            adult("Ilir", "Larksworth", .male, "Albanian", "Albanian"),
            adult("Besnik", "Tamberlane", .male, "Albanian", "Albanian"),
            adult("Mihaela", "Pennyroyal", .female, "Romanian", "Romanian"),
            adult("Sorin", "Pennyroyal", .male, "Romanian", "Romanian"),
        ])),
        Turn(2, .gethin, .places([place("Three Gates packhouse", "Three Gates, Otterley", "Night work; pay is taken")])),
    ],
        sent(0, 4, agrees, .packhouse.of("Ilir", "Larksworth", "Albanian", "Albanian"), reference: "NRM-70112", news: [
            (21, .reasonableGroundsPositive), (52, .awaitingConclusiveGrounds), (301, .conclusiveGroundsPositive), (330, .closed),
        ]),
        sent(1, 4, agrees, .packhouse.of("Besnik", "Tamberlane", "Albanian", "Albanian"), reference: "NRM-70113", news: [
            (24, .reasonableGroundsPositive), (55, .awaitingConclusiveGrounds), (210, .disqualified),
        ]),
        sent(2, 5, agrees, .packhouse.of("Mihaela", "Pennyroyal", "Romanian", "Romanian", "female"), reference: "NRM-70120", copy: 2, news: [
            (6, .withdrawn)
        ]),
        [
            Turn(6, .gethin, .path(3, PersonFacts(age: .adult, canBeAsked: true, consent: .declined, nation: .scotland))),
            Turn(7, .gethin, .step(3, .told(.supportAgencies, who: "A support agency near his sister’s home"))),
        ]))

    private static let terrace = ConcernStory(-205, by: .marisol, [
        "danger": ["notSure"], "what": ["Cleaners who are driven to offices each night live in one room of a terrace and may not go out."],
        "where": ["Cooper’s Terrace"], "when": ["notSure"], "who": ["adult"], "howMany": ["6"], "signs": ["housing", "controlled"],
    ], then: together([
        Turn(0, .tamsin, .taken),
        Turn(1, .tamsin, .opened(.sharedHouse, [.labour], "Six adults at risk; housing has rooms for all of them tonight.", holder: .priyanka)),
        Turn(2, .priyanka, .people([
            adult("Tekle", "Osterwick", .male, "Eritrean", "Tigrinya"),
            adult("Yonas", "Quillfeather", .male, "Eritrean", "Tigrinya"),
            adult("Amal", "Winterbrook", .female, "Sudanese", "Arabic"),
            adult("Hanan", "Winterbrook", .female, "Sudanese", "Arabic"),
            adult("Selam", "Duskwater", .female, "Eritrean", "Tigrinya"),
            adult("Rahel", "Osterwick", .female, "Eritrean", "Tigrinya"),
        ])),
    ],
        sent(0, 3, agrees, .terrace.of("Tekle", "Osterwick", "Eritrean", "Tigrinya"), reference: "NRM-80941", by: .priyanka, news: [
            (14, .reasonableGroundsPositive), (46, .awaitingConclusiveGrounds), (180, .conclusiveGroundsNegative),
        ]),
        sent(1, 3, agrees, .terrace.of("Yonas", "Quillfeather", "Eritrean", "Tigrinya"), reference: "NRM-80942", by: .priyanka, news: [
            (15, .reasonableGroundsNegative), (40, .reconsidering),
        ]),
        sent(2, 4, agrees, .terrace.of("Amal", "Winterbrook", "Sudanese", "Arabic", "female"), reference: "NRM-80950", by: .priyanka, news: [
            (15, .reasonableGroundsPositive), (47, .awaitingConclusiveGrounds),
        ]),
        sent(3, 4, agrees, .terrace.of("Hanan", "Winterbrook", "Sudanese", "Arabic", "female"), reference: "NRM-80951", by: .priyanka, news: [
            (12, .suspended)
        ]),
        [Turn(4, .priyanka, .path(
            4, PersonFacts(age: .adult, canBeAsked: true, consent: .given, referredElsewhere: true),
            elsewhere: "The police, a week before us; they will send their reference"))],
        sent(5, 5, agrees, .terrace.of("Rahel", "Osterwick", "Eritrean", "Tigrinya", "female"), reference: "NRM-80960", by: .priyanka, news: [
            (13, .reasonableGroundsPositive), (45, .awaitingConclusiveGrounds), (170, .conclusiveGroundsPositive),
        ])))

    private static let buildingSite = ConcernStory(-47, [
        "danger": ["no"], "what": ["Three men on the site at the old brewery are not paid and sleep in the cabin. One asked me for food."],
        "where": ["Old brewery, Canal Street"], "when": ["yesterday"], "who": ["adult"], "howMany": ["3"], "signs": ["wages", "housing"],
        "contact": ["telephone"], "telephone": ["01632 960 233"], "callYou": ["Perrin Hollowmere"], "message": ["no"], "times": ["any"],
    ], then: together([
        Turn(0, .oluwaseun, .taken),
        Turn(1, .oluwaseun, .opened(.construction, [.labour], "Three adults at risk on one site.", holder: .gethin)),
        Turn(2, .gethin, .people([
            adult("Thanh", "Applegarth", .male, "Vietnamese", "Vietnamese"),
            person {
                ($0.knownAs, $0.gender, $0.age) = ("Minh", .male, .adult)
                ($0.nationality, $0.languages) = ("Vietnamese", "Vietnamese")
            },
            adult("Quan", "Silverdene", .male, "Vietnamese", "Vietnamese"),
        ])),
    ],
        sent(0, 4, agrees, .site.of("Thanh", "Applegarth", "Vietnamese", "Vietnamese"), reference: "NRM-87710", news: [
            (27, .reasonableGroundsNegative)
        ]),
        sent(1, 5, declines, .site, reference: "DTN-22096", copy: nil),
        sent(2, 42, agrees, .site.of("Quan", "Silverdene", "Vietnamese", "Vietnamese"), reference: "NRM-88954", copy: nil)))

    /// Everybody whose sheet is still in hand, and two who have none.
    private static let laundry = ConcernStory(-12, by: .kasimir, [
        "danger": ["no"], "what": ["Night visit to the hotel laundry: seven people, some very young, counted in and out by a man with a list."],
        "where": ["Bridge Hotel laundry"], "when": ["today"], "who": ["both"], "howMany": ["7"], "signs": ["controlled", "fear", "papers"],
    ], then: together([
        Turn(0, .tamsin, .taken),
        Turn(0, .tamsin, .opened(.other, [.labour, .debtBondage], "Seven people at risk, at least one of them a child.", holder: .priyanka)),
        Turn(1, .priyanka, .people([
            adult("Ewa", "Fernsby", .female, "Polish", "Polish"),
            person {
                ($0.gender, $0.age, $0.ageWords) = (.female, .adult, "about 40")
                $0.description = "A woman of about 40 who was taken to hospital"
            },
            person {
                ($0.first, $0.last, $0.nationality) = ("Linh", "Mossgrove", "Vietnamese")
                ($0.gender, $0.age, $0.ageWords) = (.female, .child, "15")
            },
            adult("Danuta", "Fernsby", .female, "Polish", "Polish"),
            adult("Trang", "Mossgrove", .female, "Vietnamese", "Vietnamese"),
            adult("Huong", "Brackenridge", .female, "Vietnamese", "Vietnamese"),
            person {
                ($0.knownAs, $0.gender, $0.age) = ("Rose", .female, .adult)
                ($0.nationality, $0.languages) = ("Romanian", "Romanian")
            },
        ])),
        Turn(2, .priyanka, .path(0, PersonFacts(age: .adult, canBeAsked: true, consent: .notAsked))),
        Turn(2, .priyanka, .path(
            1, PersonFacts(age: .adult, canBeAsked: false, consent: .notAsked, hasCareNeeds: true),
            reason: "In intensive care since the night of the visit. The ward will ring when she can speak; asked again on two days.")),
        Turn(2, .priyanka, .step(1, .told(.adultSafeguarding, who: "The hospital’s safeguarding nurse"))),
        Turn(1, .priyanka, .path(2, child)),
        Turn(1, .priyanka, .step(2, .told(.childrensServices, who: "The duty desk of children’s services"))),
        Turn(2, .priyanka, .step(2, .began)),
        Turn(3, .priyanka, .path(3, agrees)),
        Turn(3, .priyanka, .step(3, .began)),
        Turn(4, .priyanka, .step(3, .answered(
            Account.laundry.beginning))),
    ],
        prepared(4, 3, agrees, .laundry.of("Trang", "Mossgrove", "Vietnamese", "Vietnamese", "female"), by: .priyanka),
        [Turn(8, .priyanka, .step(4, .markedReady))],
        prepared(5, 3, agrees, .laundry.of("Huong", "Brackenridge", "Vietnamese", "Vietnamese", "female"), by: .priyanka),
        [
            Turn(5, .priyanka, .step(5, .markedReady)),
            Turn(6, .tamsin, .step(5, .gaveBack("Say in the account who kept the passport, and when she saw it last."))),
        ],
        prepared(
            6, 3, declines, .laundry.saying("pv-gender", "female")
                .saying("family", "A mother and two brothers at home. She calls her time here the rose garden."),
            by: .priyanka),
        [
            Turn(5, .priyanka, .step(6, .settled(because: "The flower, in a saying of hers; it is nobody’s name here."))),
            Turn(5, .priyanka, .step(6, .markedReady)),
            Turn(6, .tamsin, .step(6, .signedOff)),
        ]))
}
