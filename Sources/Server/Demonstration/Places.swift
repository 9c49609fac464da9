import Plans

extension Demonstration {
    static let places = ThemeStory(
        reference: "5", title: "Places and businesses",
        purpose: "Ordinary visits and checks also look for people who are being exploited.",
        objectives: [licensing, visits, rentedHomes])

    private static let licensing = ObjectiveStory(
        "Licensing checks look for signs of exploitation",
        improvement: "Add the signs to every check, and to what new licence holders must know.",
        levels: [
            LevelStory(-708, "red", "Checks looked at paper only.", precision: .month),
            LevelStory(
                -548, "amber", "Checklist is in use for taxis and late-night food.", evidence: "Completed checklists",
                precision: .month, origin: .accepted),
            LevelStory(
                -317, "green", "In every kind of check; drivers are trained before they get a badge.",
                evidence: "Audit of thirty files"),
        ],
        actions: [
            ActionStory(
                "Add ten questions on working conditions to the checklist of every licensing visit",
                [.lem], due: .by(-555),
                said: [
                    Said(-630, .onTrack, "Tried out on twenty visits. Three questions dropped, two added."),
                    Said(-551, .done, "In the checklist of every visit."),
                ]),
            ActionStory(
                "Train taxi and private hire drivers before they get or renew a badge", [.lem, .lwa], due: .by(-330),
                said: [
                    Said(-460, .onTrack, "Half an hour added to the knowledge test."),
                    Said(-324, .kept, "All new drivers are trained. Renewals follow over three years.", check: 31),
                ]),
            ActionStory(
                "Write to every nail bar, massage parlour and late-night food business about workers' rights",
                [.lem, .com],
                added: -190, due: .by(-15),
                said: [
                    Said(-180, .onTrack, "Letter drafted in plain words and four languages."),
                    Said(-82, .onTrack, "Out to the first hundred and twenty."),
                    .noChange(-43),
                ]),
        ])

    private static let visits = ObjectiveStory(
        "Car washes and similar trades are visited together with partners",
        improvement: "Visit with the police, the fire service and the labour inspectors, and offer help on the spot.",
        outcome: "Each hand car wash in the borough is visited at least once in two years.",
        levels: [
            LevelStory(-707, "red", "Last visit two years before.", precision: .month),
            LevelStory(-295, "red", "Eleven known places, three visited.", evidence: "Visit log"),
            LevelStory(
                -289, "amber", "A list is not a visit: eight of eleven places have not been seen.", origin: .refused),
        ],
        actions: [
            ActionStory(
                "Draw up a list of hand car washes, nail bars and similar places with what is known of each",
                [.lem, .hcs],
                due: .by(-480),
                said: [
                    Said(-560, .onTrack, "Business rates and complaints give forty-one places."),
                    Said(-477, .done, "List is complete; looked at each quarter with the police."),
                ]),
            ActionStory(
                "Visit every hand car wash with partners over two years", [.lem, .hcs], due: .endOf(150),
                steps: [
                    StepStory("North of the borough: four places", [.lem], done: -299),
                    StepStory("Town: five places", [.lem], done: -125),
                    StepStory("South and villages: two places", [.lem]),
                ],
                said: [
                    Said(
                        -298, .onTrack, "First day: four places, one closed for fire safety, two people helped."),
                    Said(
                        -124, .onTrack, "Second day: five places. Nobody needed help; two worries on wages passed on."),
                    Said(-18, .onTrack, "Third day is agreed with the police and the fire service."),
                ]),
            ActionStory(
                "Pass what we see at visits to the police within a day, in the form that they use for intelligence",
                [.lem],
                due: .ongoing("Always"),
                said: [
                    Said(-420, .onTrack, "Six officers trained to fill in the form."),
                    .noChange(-215),
                    Said(-66, .onTrack, "Eight forms sent this year, all within a day."),
                ]),
        ])

    private static let rentedHomes = ObjectiveStory(
        "Crowded and poor rented homes are checked for signs of forced labour",
        improvement: "Add the signs to housing inspections and talk with tenants away from the landlord.",
        levels: [
            LevelStory(-706, "amber", "Inspectors look for signs, each in their own way.", precision: .month),
        ],
        actions: [
            ActionStory(
                "Add signs of forced labour to the inspection form for shared houses", [.psl, .ssm], due: .by(-180),
                said: [
                    Said(-235, .onTrack, "Six questions agreed."),
                    Said(-174, .done, "On the form and on the tablets."),
                ]),
            ActionStory(
                "Give inspectors a telephone interpreter account, so that tenants are not spoken for by the landlord",
                [.psl],
                due: .by(-70),
                said: [
                    Said(-160, .onTrack, "Account opened; trying it with two inspectors."),
                    Said(-73, .done, "All inspectors have it. Used eleven times in the first month."),
                ]),
        ])
}
