import Plans

extension Demonstration {
    static let reporting = ThemeStory(
        reference: "3", title: "A clear way to report",
        purpose: "A concern reaches the right person the same day and nothing is lost on the way.",
        objectives: [pointOfContact, oneRoute, record, lawfulSharing])

    private static let pointOfContact = ObjectiveStory(
        "One point of contact is known in and outside the council",
        improvement: "Name a single point of contact and two deputies, publish how to reach them, staff the line.",
        levels: [
            LevelStory(-716, "red", "Partners rang whoever they knew.", precision: .month),
            LevelStory(
                -621, "green", "Contact and deputies are named and published.",
                evidence: "Website, partners' directories", origin: .edited),
            LevelStory(-306, "amber", "The contact has left; only one deputy knows the work.", evidence: "Rota"),
            LevelStory(-214, "green", "New contact and two trained deputies.", evidence: "Rota and training log"),
        ],
        actions: [
            ActionStory(
                "Name a single point of contact and two deputies", [.ssm, .hcs], due: .by(-640),
                said: [
                    Said(-668, .onTrack, "The safeguarding manager takes it on; looking for deputies."),
                    Said(-633, .done, "Deputies named in housing and in community safety."),
                    Said(
                        -309, .onTrack, "Reopened: the safeguarding manager has moved, so the post changes hands.",
                        due: .by(-230)),
                    Said(-221, .done, "Handover complete. Both deputies are trained."),
                ]),
            ActionStory(
                "Publish the contact to partners, on the website and on the staff card", [.com, .ssm], due: .by(-600),
                said: [
                    Said(-622, .onTrack, "Website done; the card follows with the next print run.", by: .ssm),
                    Said(-595, .kept, "All places have the same number and mailbox.", by: .ssm, check: -310),
                    Said(-296, .kept, "Name changed in all six places.", check: -5),
                ]),
            ActionStory(
                "Test the line outside office hours twice a year and write down how long an answer takes",
                [.ssm], added: -300, due: .timesAYear(2, "Twice a year", next: -19),
                said: [
                    Said(-200, .onTrack, "First test: answered in four minutes on a Saturday evening."),
                    .noChange(-88),
                ]),
        ])

    private static let oneRoute = ObjectiveStory(
        "A concern is passed on the same day, by one route",
        improvement: "Draw one route from noticing to referral or notification, with a single way in to the police.",
        outcome: "No concern is reported twice and none is reported to nobody.",
        levels: [
            LevelStory(-715, "red", "Three routes; two of them end in a mailbox that nobody owns.", precision: .month),
            LevelStory(
                -436, "amber", "Our own route is drawn and used; the police still ask for theirs as well.",
                evidence: "Route on one page", origin: .accepted),
        ],
        actions: [
            ActionStory(
                "Draw the route from noticing to referral on one page and agree it with each service",
                [.ssm, .hom, .lem],
                due: .by(-500),
                steps: [
                    StepStory("Adults who consent: National Referral Mechanism", [.ssm], done: -560),
                    StepStory("Adults who do not consent: duty to notify", [.ssm], done: -560),
                    StepStory("Children: referral without consent, and the county's front door", [.ssm], done: -541),
                    StepStory("Danger now: police first", [.hcs], done: -541),
                    StepStory("Agree with each service who covers leave", [.hom], done: -462),
                ],
                said: [
                    Said(-640, .onTrack, "First drawing has nine boxes. It must get smaller."),
                    Said(-540, .onTrack, "Five boxes. Housing and licensing agree."),
                    Said(-498, .late, "Customer services want to test it first.", due: .by(-460)),
                    Said(-458, .done, "All services use it."),
                ]),
            ActionStory(
                "Agree a single reporting route with the police so that nothing has to be sent twice", [.ssm, .hcs],
                due: .by(-90),
                said: [
                    Said(-420, .onTrack, "First meeting with the force's exploitation team."),
                    Said(-270, .atRisk, "They agree in principle. Their new system decides when."),
                    Said(
                        -149, .atRisk, "Waiting for the new system.",
                        waitingOn: "The police's new intelligence system"),
                    Said(
                        -37, .late, "The system is late. We keep sending by secure email as well.",
                        waitingOn: "The police's new intelligence system"),
                ]),
            ActionStory(
                "Acknowledge each concern to the person who raised it within one working day", [.ssm],
                due: .ongoing("This will always be ongoing"),
                said: [
                    Said(-530, .onTrack, "A standard reply is in use."),
                    Said(-338, .onTrack, "All but one answered within a day this quarter."),
                    Said(-70, .onTrack, "All answered within a day."),
                ]),
        ])

    private static let record = ObjectiveStory(
        "There is a record of each concern and what came of it",
        improvement: "Keep one log with restricted access, and count what came of each concern.",
        levels: [
            LevelStory(-714, "red", "Emails in four mailboxes.", precision: .month),
            LevelStory(-580, "red", "A spreadsheet exists; two services still keep their own.", precision: .month),
        ],
        actions: [
            ActionStory(
                "Keep one log of concerns, referrals and notifications with access for the contact and deputies only",
                [.ssm], due: .by(-560),
                said: [
                    Said(-700, .onTrack, "Fields agreed with information governance."),
                    Said(-566, .done, "Log is in use. Old mailboxes forward to it."),
                ]),
            ActionStory(
                "Have “modern slavery” as a reason for contact in the county's case system, adults and children",
                [.ssm, .hcs], due: .waiting("When the county's new system goes live"),
                said: [
                    Said(-510, .onTrack, "The county has agreed the wording."),
                    Said(
                        -344, .atRisk, "The new system is delayed; asked for it in the present one.",
                        waitingOn: "The county council's case system"),
                    .noChange(-228),
                    Said(
                        -101, .atRisk, "Adults done in the present system. Children wait for the new one.",
                        waitingOn: "The county council's case system"),
                ]),
            ActionStory(
                "Report numbers and outcomes to the corporate safeguarding group, with small numbers kept back", [.ssm],
                due: .timesAYear(2, "At each meeting of the group, twice a year", next: 9),
                said: [
                    Said(-410, .onTrack, "First figures shown. Numbers under five are kept back."),
                    Said(-208, .onTrack, "Second set shown; half of all concerns came from housing."),
                    Said(-16, .onTrack, "Third set is ready for the meeting."),
                ]),
        ])

    private static let lawfulSharing = ObjectiveStory(
        "Information can be shared lawfully with partners",
        improvement: "Agree with partners what may be shared, why and how, and check that it works both ways.",
        levels: [
            LevelStory(-713, "red", "Every meeting began with the question whether we may talk.", precision: .month),
            LevelStory(
                -390, "amber", "Agreement is signed by five of seven partners.", evidence: "Signed agreement",
                origin: .accepted),
            LevelStory(
                -160, "green", "All seven have signed and information comes back as well.",
                evidence: "Signed agreement; meeting notes"),
        ],
        actions: [
            ActionStory(
                "Agree an information sharing agreement with the partners of the county partnership", [.hcs, .ssm],
                due: .by(-200),
                said: [
                    Said(-600, .onTrack, "Started from the partnership's present agreement."),
                    Said(-446, .onTrack, "Data protection officer is content. Out for signature."),
                    Said(-290, .atRisk, "Two health partners have questions on retention."),
                    Said(-166, .done, "All seven have signed."),
                ]),
            ActionStory(
                "Write a data protection impact assessment for the log and for sharing", [.ssm], due: .by(-430),
                said: [
                    Said(-470, .onTrack, "Draft with the data protection officer."),
                    Said(-425, .done, "Signed off. Look again when the log moves to another system."),
                ]),
            ActionStory(
                "Check once a year that each partner still has the right names and secure addresses", [.hcs],
                added: -380, due: .by(-21),
                said: [
                    Said(-378, .onTrack, "First check: nine of thirty addresses were out of date."),
                    .noChange(-120),
                ]),
        ])
}
