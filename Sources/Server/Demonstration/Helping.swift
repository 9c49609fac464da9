import Plans

extension Demonstration {
    static let helping = ThemeStory(
        reference: "4", title: "Help for people at risk",
        purpose: "A person who may have been exploited is safe, understands the choices, and is not passed around.",
        objectives: [safePlace, informedChoice, childrenFirst, afterSupport])

    private static let safePlace = ObjectiveStory(
        "A person at risk has somewhere safe to sleep that night",
        improvement: "Agree what housing options offers on the first night and when the police plan a visit.",
        levels: [
            LevelStory(-712, "red", "It depended on who was on duty.", precision: .month),
            LevelStory(
                -440, "amber", "A first-night offer is agreed; two rooms are set aside.", evidence: "Housing procedure",
                origin: .accepted),
            LevelStory(
                -128, "green", "Used nine times without a night in the wrong place.",
                evidence: "Look back at nine placements"),
        ],
        actions: [
            ActionStory(
                "Agree a first-night offer: room, food, telephone, interpreter, transport",
                [.hom, .ssm], due: .by(-450),
                said: [
                    Said(-610, .onTrack, "Two rooms found with a provider who knows this work."),
                    Said(-448, .done, "Offer is agreed and written down for the duty officer."),
                ]),
            ActionStory(
                "Send a housing officer to planned police visits when asked a week ahead",
                [.hom], due: .ongoing("Ongoing"),
                said: [
                    Said(-520, .onTrack, "Three visits this quarter; four people took an offer."),
                    Said(-321, .onTrack, "One visit, with two days' notice. Still went."),
                    Said(-118, .onTrack, "Two visits. The police now ask in good time."),
                    .noChange(-26),
                ]),
            ActionStory(
                "Have a way to pay for a first night before anyone has decided whose duty it is", [.hom, .hcs],
                due: .blank,
                said: [
                    Said(-400, .onTrack, "Finance suggests a small fund with a simple form."),
                    Said(-244, .kept, "Fund is in place.", check: 88),
                ]),
        ])

    private static let informedChoice = ObjectiveStory(
        "Adults are told their choices in words and a language that they understand",
        improvement: "Use trained interpreters, give the choices in writing, and take time before asking for consent.",
        levels: [
            LevelStory(-711, "amber", "Interpreters are used, but consent is asked for too soon.", precision: .month),
            LevelStory(
                -252, "amber", "Leaflets in eight languages; interpreters are still booked late.",
                evidence: "Look back at cases"),
        ],
        actions: [
            ActionStory(
                "Write the choices down on one side of paper and have it translated", [.ssm, .com], due: .by(-330),
                steps: [
                    StepStory("Words tested with two support workers", [.ssm], done: -470),
                    StepStory("Eight languages translated and read back", [.com], done: -341),
                    StepStory("Spoken version for people who do not read", [.com]),
                ],
                said: [
                    Said(-480, .onTrack, "First draft tested. “Consent” had to be explained in plain words."),
                    Said(-335, .done, "Eight languages are ready. Spoken version moves to its own step."),
                    Said(-140, .onTrack, "Reopened for the spoken version.", due: .by(27)),
                ]),
            ActionStory(
                "Agree a contract for interpreters who are trained in trauma and can come the same day", [.ssm, .spm],
                due: .by(58),
                said: [
                    Said(-225, .onTrack, "Asked the county whether we can use theirs."),
                    Said(-44, .onTrack, "Yes from next quarter. Price is agreed."),
                ]),
        ])

    private static let childrenFirst = ObjectiveStory(
        "Children are treated as children first",
        improvement: "Make sure that each concern about a child reaches the county's children's services the same day.",
        levels: [
            LevelStory(-710, "amber", "Understood by most, but written nowhere.", precision: .month),
            LevelStory(
                -470, "green", "In the route, in the guidance, and tested.", evidence: "Test with six front desks"),
        ],
        actions: [
            ActionStory(
                "Write into every procedure that a child is referred without being asked for consent",
                [.ssm], due: .by(-520),
                said: [
                    Said(-580, .onTrack, "Four of six procedures changed."),
                    Said(-524, .kept, "All six changed.", check: -160),
                    Said(-158, .kept, "Checked. A seventh procedure was new and had it already.", check: 205),
                ]),
            ActionStory(
                "Agree with the county who stays in touch with a child placed in our area by another council",
                [.ssm, .hom],
                due: .by(-48),
                said: [
                    Said(-310, .onTrack, "Raised at the safeguarding partnership."),
                    Said(-175, .onTrack, "Draft protocol is with the county's lawyers."),
                    Said(-41, .atRisk, "Lawyers have asked for more time."),
                ]),
        ])

    private static let afterSupport = ObjectiveStory(
        "People who leave national support do not become homeless",
        improvement: "Plan the move with the support worker before national support ends.",
        levels: [
            LevelStory(-709, "red", "We heard on the day, or not at all.", precision: .month),
        ],
        actions: [
            ActionStory(
                "Ask support providers to tell us 28 days before somebody's support ends", [.hom], due: .by(-350),
                said: [
                    Said(-505, .onTrack, "Two providers agree."),
                    Said(-347, .done, "All four providers in the area agree and use one form."),
                ]),
            ActionStory(
                "Keep six homes with private landlords for people moving on from support", [.psl, .hom], due: .by(112),
                said: [
                    Said(-230, .onTrack, "Two landlords interested."),
                    Said(-97, .atRisk, "One home found. Rents have risen beyond what benefits pay."),
                    Said(-23, .atRisk, "Asked for help from the deposit scheme."),
                ]),
            ActionStory(
                "Offer a monthly drop-in with the support provider in the housing office", [.hom], due: .by(-380),
                said: [
                    Said(-520, .onTrack, "Starts next month."),
                    Said(-408, .onTrack, "Four held; three people came in all."),
                    Said(
                        -377, .stopped, "Stopped: people do not want to be seen coming in. Support workers ring us."),
                ]),
        ])
}
