import Plans

extension Demonstration {
    static let training = ThemeStory(
        reference: "2", title: "People who know the signs",
        purpose: "Those who meet the public notice exploitation and know what to do in the next ten minutes.",
        objectives: [recogniseSigns, trainingTiers, easyGuidance, councillorsAndVolunteers, lessonsInTraining])

    private static let recogniseSigns = ObjectiveStory(
        "Staff who meet the public recognise the signs",
        improvement: "Train front desks, housing, licensing and waste crews first; then every team that visits homes.",
        outcome: "Concerns come from every service, not from two.",
        levels: [
            LevelStory(-721, "red", "Six concerns last year, five of them from one team.", precision: .month),
            LevelStory(
                -468, "amber", "Front desks and housing are trained.", evidence: "Training log: 118 people",
                origin: .accepted),
            LevelStory(
                -201, "amber", "Licensing and benefits are trained too; waste crews are not.",
                evidence: "Training log: 204 people"),
        ],
        actions: [
            ActionStory(
                "Hold one-hour sessions for front desks, housing options and benefits", [.lwa, .ssm], due: .by(-470),
                said: [
                    Said(-650, .onTrack, "Eight sessions booked; a police officer joins four of them."),
                    Said(-560, .onTrack, "Five held. People ask most about what happens after they report."),
                    Said(-476, .done, "All eight held, 118 people came."),
                ]),
            ActionStory(
                "Train waste and street-cleansing crews at their depots before the morning round", [.lwa, .com],
                due: .by(-33),
                said: [
                    Said(
                        -300, .onTrack, "Depot managers want fifteen minutes and real examples, not slides of text."),
                    Said(-150, .atRisk, "Trainer has left. Looking for somebody who can come at five in the morning."),
                    Said(
                        -30, .late, "Two depots still to do. The post is vacant, so community safety will cover.",
                        by: .hcs),
                ]),
            ActionStory(
                "Give every new starter the national e-learning in the first month", [.lwa], due: .ongoing("Ongoing"),
                said: [
                    Said(-590, .onTrack, "Added to the induction list."),
                    Said(-370, .onTrack, "Seven in ten new starters finish it in time."),
                    Said(-180, .onTrack, "Nine in ten. Reminders now go to managers."),
                    .noChange(-52, by: .hcs),
                ]),
        ])

    private static let trainingTiers = ObjectiveStory(
        "Training is set out in tiers, by what people do",
        improvement: "Agree four tiers from awareness to leadership, who needs which, and how often.",
        levels: [
            LevelStory(-719, "red", "One course for everyone, taken by hardly anyone."),
            LevelStory(
                -350, "amber", "Tiers are agreed; the third has no course yet.", evidence: "Training plan",
                origin: .accepted),
        ],
        actions: [
            ActionStory(
                "Agree four tiers of training and list which roles need which", [.lwa, .ssm], due: .by(-540),
                said: [
                    Said(-680, .onTrack, "First list drawn up from the staff directory."),
                    Said(-575, .onTrack, "Housing asked for a tier of their own; agreed to fold it into the second."),
                    Said(-533, .done, "Tiers agreed by the corporate safeguarding group."),
                ]),
            ActionStory(
                "Find or write a course for those who speak with people at risk and fill in referrals", [.ssm, .lwa],
                due: .impossible(34),
                said: [
                    Said(-420, .onTrack, "Three providers asked for an outline and a price."),
                    Said(-318, .onTrack, "One course tried out by four people. Too long, good on consent."),
                    Said(-171, .onTrack, "Provider is shortening it to half a day."),
                    Said(-27, .onTrack, "Two dates offered for next month."),
                ]),
            ActionStory(
                "Report each quarter how many people in each tier are trained, by service", [.lwa, .hcs], due: .blank,
                said: [
                    Said(-340, .notStarted, "The learning system cannot group people by tier."),
                    Said(-110, .notStarted, "A spreadsheet may do until the system is replaced."),
                ]),
        ])

    private static let easyGuidance = ObjectiveStory(
        "Guidance is easy to find at the moment it is needed",
        improvement: "One page on the intranet, one card on each desk, the same words on both.",
        outcome: "Two clicks or one reach of the hand.",
        levels: [
            LevelStory(-718, "red", "Four documents that disagree with each other.", precision: .month),
            LevelStory(
                -570, "amber", "One page stands in place of the four.", evidence: "Intranet page", precision: .month,
                origin: .accepted),
            LevelStory(
                -406, "green", "Page and card are used; the search finds them first.",
                evidence: "Page views and a walk round six desks", origin: .accepted),
        ],
        actions: [
            ActionStory(
                "Replace the old documents on the intranet with one page of guidance", [.com, .ssm], due: .by(-580),
                said: [
                    Said(-690, .onTrack, "Words are written. Waiting for the new page layout.", by: .ssm),
                    Said(-574, .done, "Page is up; the four old documents redirect to it.", by: .ssm),
                ]),
            ActionStory(
                "Put a card with the signs and the number to ring on each public desk and in each pool car", [.com],
                due: .by(-410),
                said: [
                    Said(-425, .onTrack, "Cards are printed. Delivery starts with the busiest desks."),
                    Said(-408, .kept, "All desks and cars have one.", check: -226),
                    Said(-224, .kept, "Looked at twenty: three were missing and were replaced.", check: 16),
                ]),
        ])

    private static let councillorsAndVolunteers = ObjectiveStory(
        "Councillors and volunteers are included",
        improvement: "Offer councillors and volunteers a session of their own, at hours that suit them.",
        levels: [
            LevelStory(-717, "amber", "New councillors get a leaflet.", precision: .month),
            LevelStory(
                -362, "green", "Two thirds of councillors came; volunteers have their own session.",
                evidence: "Attendance lists"),
            LevelStory(
                -103, "amber", "After the election half the councillors are new and have had nothing.",
                evidence: "Member development log"),
        ],
        actions: [
            ActionStory(
                "Hold an evening session for councillors each year",
                [.dsm, .lwa], due: .timesAYear(1, "Once a year", next: 74),
                said: [
                    Said(-495, .onTrack, "Twenty-six of thirty-nine councillors came."),
                    Said(-366, .onTrack, "Second session held, with a short film from a national charity."),
                    Said(-99, .atRisk, "Needs a date after the election. Many newcomers."),
                ]),
            ActionStory(
                "Brief the volunteers at food banks, libraries and community transport", [.hcs, .com], due: .by(-280),
                said: [
                    Said(-450, .onTrack, "List of groups made with the help of the voluntary sector forum."),
                    Said(-355, .onTrack, "Nine groups briefed."),
                    Said(-276, .done, "All fourteen groups briefed."),
                ]),
            ActionStory(
                "Mark Anti-Slavery Day with one message inside the council and one to the public", [.com],
                due: .antiSlaveryDay,
                said: [
                    Said(
                        -610, .onTrack, "Ideas gathered: a message to all staff, a short quiz, a stall at the market.",
                        by: .hcs),
                    Said(
                        -402, .onTrack, "The stall drew most questions last time. Bin lorry panels are asked for too.",
                        due: .antiSlaveryDay),
                    Said(-36, .onTrack, "The county partnership will use the same words and pictures.", due: .antiSlaveryDay),
                ]),
        ])

    private static let lessonsInTraining = ObjectiveStory(
        "What we learn from our own cases changes what we teach",
        improvement: "Look back at closed cases twice a year and change training and guidance where they show a gap.",
        levels: [],
        actions: [
            ActionStory(
                "Look back at closed cases twice a year and write down what we would do otherwise", [.ssm, .hom, .lem],
                due: .timesAYear(2, "Twice a year", next: 52),
                said: [
                    Said(-312, .onTrack, "First look back: five cases, three lessons."),
                    Said(-131, .onTrack, "Second look back: interpreters were booked too late in two of four cases."),
                    .noChange(-20),
                ]),
            ActionStory(
                "Change training and guidance within a month of each look back", [.lwa, .ssm], due: .notApplicable,
                said: [
                    Said(-290, .onTrack, "Guidance now says to book the interpreter first."),
                    Said(-105, .onTrack, "Second set of lessons passed to the trainers."),
                ]),
        ])
}
