import Plans

extension Demonstration {
    static let suppliers = PlanStory(
        title: "Suppliers and our own purchasing",
        introduction: """
            What we buy can hide exploitation far from here and close to home. This plan follows our purchasing from \
            the first idea to the end of a contract. It is judged on four levels, so that good beginnings show as well.
            """,
        scale: .fourLevels, owner: .parveen, begins: -540,
        themes: [
            ThemeStory(
                reference: "A", title: "Before we buy",
                purpose: "Risk is known before a contract is signed.",
                objectives: [riskKnown, questionsAsked, fairPrice]),
            ThemeStory(
                reference: "B", title: "While the contract runs",
                purpose: "What suppliers promised is looked at, and workers can be heard.",
                objectives: [contractsChecked, workersHeard, buyersTrained]),
        ])

    private static let riskKnown = ObjectiveStory(
        "We know which of our contracts carry a risk of exploitation",
        improvement: "Sort contracts by industry, workforce, place and business model; look first at the highest.",
        levels: [
            LevelStory(-539, "first", "Only the largest ten contracts have been looked at.", precision: .month),
            LevelStory(
                -260, "early", "All contracts over the threshold are sorted.", evidence: "Contract register",
                precision: .month, origin: .accepted),
            LevelStory(
                -84, "substantial", "The list is used whenever a contract is planned.",
                evidence: "Four sourcing plans"),
        ],
        actions: [
            ActionStory(
                "Sort every contract over the threshold into high, medium and low risk", [.spm], due: .by(-270),
                said: [
                    Said(-420, .onTrack, "Cleaning, care, agency workers and building works come out highest."),
                    Said(-266, .done, "All 214 contracts are sorted: 31 high, 70 medium."),
                ]),
            ActionStory(
                "Sort again each year before the forward plan of contracts is agreed", [.spm],
                due: .timesAYear(1, "Each year before the forward plan", next: 96),
                said: [
                    Said(-230, .onTrack, "Date is in the procurement calendar."),
                    .noChange(-33),
                ]),
        ])

    private static let questionsAsked = ObjectiveStory(
        "Bidders answer real questions about exploitation",
        improvement: "Ask in proportion to the risk, and let an evaluator who knows the subject read the answers.",
        levels: [
            LevelStory(-538, "early", "One standard question for every tender.", precision: .month),
            LevelStory(-150, "substantial", "Questions fit the risk; answers are scored.", evidence: "Five tenders"),
        ],
        actions: [
            ActionStory(
                "Write a supplier questionnaire in three lengths, for low, medium and high risk", [.spm, .ssm],
                due: .by(-300),
                steps: [
                    StepStory("Low: three yes or no questions", [.spm], done: -390),
                    StepStory("Medium: policy, training, workers' voice", [.spm], done: -352),
                    StepStory("High: where people work, who pays them, who checks", [.ssm], done: -308),
                ],
                said: [
                    Said(-400, .onTrack, "Short one is in use. Small firms say it takes five minutes."),
                    Said(-304, .done, "All three are in the tender templates."),
                ]),
            ActionStory(
                "Have the safeguarding manager read the answers of high-risk tenders", [.ssm, .spm],
                due: .ongoing("For every high-risk tender"),
                said: [
                    Said(-205, .onTrack, "Two tenders read; one bidder asked for more."),
                    Said(-62, .onTrack, "Three more read."),
                ]),
        ])

    private static let fairPrice = ObjectiveStory(
        "We do not accept a price that only works if somebody is not paid",
        improvement: "Challenge very low bids and ask how wages are worked out.",
        levels: [
            LevelStory(-537, "first", "Low bids were welcome and nobody asked.", precision: .month),
        ],
        actions: [
            ActionStory(
                "Set the point at which a low bid must be explained, by kind of contract", [.spm], due: .by(-8),
                said: [
                    Said(-190, .onTrack, "Past tenders looked at. Cleaning and security need their own figure."),
                    Said(-55, .atRisk, "Legal services ask for wording that fits the Procurement Act."),
                ]),
        ])

    private static let contractsChecked = ObjectiveStory(
        "High-risk contracts are looked at every year",
        improvement: "Meet the supplier, see the place where possible, and write down what was promised and found.",
        levels: [
            LevelStory(-536, "first", "Contract meetings spoke of price and delivery only.", precision: .month),
            LevelStory(-120, "early", "Twelve of thirty-one looked at.", evidence: "Review notes", origin: .accepted),
        ],
        actions: [
            ActionStory(
                "Look at each high-risk contract once a year with the supplier", [.spm, .hcs], due: .by(44),
                said: [
                    Said(-240, .onTrack, "First four looked at."),
                    Said(-122, .onTrack, "Twelve of thirty-one."),
                    Said(-29, .atRisk, "Nineteen of thirty-one; two suppliers do not answer."),
                ]),
            ActionStory(
                "Check that suppliers who must publish a statement have done so, and write to those who have not",
                [.spm],
                due: .by(-140),
                said: [
                    Said(-216, .onTrack, "Forty-four are in scope, nine without a statement."),
                    Said(-137, .kept, "All forty-four have one now.", check: 228),
                ]),
        ])

    private static let workersHeard = ObjectiveStory(
        "People who work for our suppliers can speak up",
        improvement: "Put a way to be heard into contracts and make it known where people work.",
        levels: [],
        actions: [
            ActionStory(
                "Put a number to ring and a promise of no reprisal into new contracts and on posters at work",
                [.spm, .com],
                due: .blank,
                said: [
                    Said(-75, .notStarted, "Looking at how two neighbouring councils word it."),
                ]),
        ])

    private static let buyersTrained = ObjectiveStory(
        "People who buy know what to look for",
        improvement: "Train buyers and contract managers, and give budget holders a short version.",
        levels: [
            LevelStory(-535, "first", "Two buyers have had a course.", precision: .none),
        ],
        actions: [
            ActionStory(
                "Train all buyers and contract managers in the third tier", [.spm, .lwa], due: .by(19),
                said: [
                    Said(-165, .onTrack, "Course found; fourteen of twenty-two have places."),
                    Said(-50, .onTrack, "Sixteen trained."),
                ]),
            ActionStory(
                "Give every budget holder a half-page on what to ask before buying", [.spm, .com], due: .by(-310),
                said: [
                    Said(-335, .onTrack, "Half a page became a third of a page."),
                    Said(-308, .done, "Sent with the yearly budget letter."),
                ]),
        ])
}
