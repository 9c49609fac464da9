import Plans

extension Demonstration {
    static let leading = ThemeStory(
        reference: "1", title: "Leading the work",
        purpose: "Everyone knows who leads, what was agreed, and how it is going.",
        objectives: [seniorLead, councillorsAndBoards, everyService, yearlyStatement])

    private static let seniorLead = ObjectiveStory(
        "A senior officer leads the work against modern slavery and has time for it",
        improvement: "Give the work a named lead and time, and a plan that is looked at each quarter.",
        outcome: "Anyone can say who leads, and the lead can say how the plan stands.",
        levels: [
            LevelStory(-726, "red", "Nobody was named and the last plan had run out.", precision: .month),
            LevelStory(
                -641, "amber", "A lead is named; the first self-assessment is done.",
                evidence: "Minute of the management team", origin: .accepted),
            LevelStory(
                -455, "green", "Three quarterly reviews have been held on time.",
                evidence: "Review notes on the shared drive"),
        ],
        actions: [
            ActionStory(
                "Complete the self-assessment and draft this plan from it", [.hcs, .ssm], due: .by(-668),
                said: [
                    Said(-715, .onTrack, "Self-assessment sent to every service with a short covering note."),
                    Said(-690, .onTrack, "Nine of eleven services have answered. Chasing the last two."),
                    Said(-662, .done, "Draft plan agreed by the management team, a week later than hoped."),
                ]),
            ActionStory(
                "Write the lead's part in this work into the role profile and the yearly objectives", [.hcs, .lwa],
                due: .by(-480),
                said: [
                    Said(-640, .onTrack, "Wording agreed with the learning and workforce adviser."),
                    .noChange(-561),
                    Said(-472, .done, "Role profile published. Objectives set for the year."),
                ]),
            ActionStory(
                "Hold a review of this plan each quarter and send a one-page summary to the management team",
                [.hcs], due: .timesAYear(4, "Quarterly", next: 25),
                said: [
                    Said(-600, .onTrack, "First review held. Two actions re-dated, none stopped."),
                    Said(-508, .onTrack, "Second review held. The summary now shows levels as well as actions."),
                    Said(-415, .onTrack, "Third review held on time."),
                    Said(-233, .onTrack, "Review held. Asked every lead to keep notes short and dated."),
                    Said(-58, .onTrack, "Review held. The next one looks at everything that has no date."),
                ]),
        ])

    private static let councillorsAndBoards = ObjectiveStory(
        "Councillors and boards know the plan and hold us to it",
        improvement: "Take the plan through Cabinet and the boards, and bring progress back to them every year.",
        levels: [
            LevelStory(-724, "red", "Councillors had not seen a plan for three years.", precision: .month),
            LevelStory(
                -510, "amber", "Cabinet approved the plan and the boards have had it.",
                evidence: "Cabinet decision notice", origin: .accepted),
            LevelStory(-398, "green", "Scrutiny has questioned the lead in public.", evidence: "Published minutes"),
            LevelStory(
                -76, "amber", "This year's report is late and two boards have new chairs.",
                evidence: "Forward plan of the boards"),
        ],
        actions: [
            ActionStory(
                "Take the plan and the policy statement through Cabinet and the boards",
                [.hcs, .dsm], due: .byLong(-560),
                steps: [
                    StepStory("Cabinet", [.hcs], done: -597),
                    StepStory("Overview and Scrutiny Committee", [.dsm], done: -575),
                    StepStory("Community Safety Partnership", [.hcs], done: -552),
                    StepStory("Safeguarding boards of the county, adults and children", [.ssm], done: -520),
                ],
                said: [
                    Said(-650, .onTrack, "Report booked on the forward plan."),
                    Said(-597, .onTrack, "Cabinet approved both without change and asked for a yearly report."),
                    Said(
                        -548, .late, "The safeguarding boards moved their meeting. They will take it next month.",
                        due: .byLong(-515)),
                    Said(-516, .done, "All four have considered it. Comments are in the revised plan."),
                ]),
            ActionStory(
                "Bring a yearly progress report to the Overview and Scrutiny Committee", [.hcs, .dsm], due: .by(-12),
                said: [
                    Said(-402, .onTrack, "First yearly report considered. Two questions to answer in writing."),
                    Said(-380, .onTrack, "Written answers sent to the committee.", by: .hcs),
                    Said(-95, .atRisk, "The committee's agenda is full. Asked the chair for an extra item."),
                    Said(-34, .atRisk, "Draft report is ready; still no date from the committee."),
                ]),
            ActionStory(
                "Ask each political group to name a councillor who speaks for this work", [.dsm, .hcs],
                due: .by(-300),
                said: [
                    Said(-520, .onTrack, "Letter sent to group leaders on behalf of democratic services."),
                    Said(-444, .onTrack, "Two groups have named someone."),
                    Said(-301, .done, "All groups have named a councillor."),
                    Said(
                        -190, .onTrack, "Reopened: one councillor has stood down, so that group has nobody.",
                        due: .by(41)),
                    .noChange(-64, "Group leader has been reminded."),
                ]),
        ])

    private static let everyService = ObjectiveStory(
        "Every service knows what is asked of it",
        improvement: "Set out in one page what each service does, and check that team leaders have used it.",
        outcome: "A team leader can name the service's own part without looking it up.",
        levels: [
            LevelStory(-722, "red", "Some teams thought that only the police deal with this.", precision: .none),
            LevelStory(
                -530, "amber", "Briefing used in half the services.", evidence: "Replies from team leaders",
                precision: .month, origin: .accepted),
        ],
        actions: [
            ActionStory(
                "Write a one-page briefing for each service: what to look for, whom to tell, what not to do",
                [.ssm, .hcs, .com], due: .by(-610),
                said: [
                    Said(-700, .onTrack, "Drafts for housing, licensing and customer services."),
                    Said(-655, .onTrack, "Tested with two front desks. They asked for fewer words."),
                    Said(-604, .done, "Eleven pages published, one for each service."),
                ]),
            ActionStory(
                "Put responsibilities for safeguarding people from slavery into the scheme of delegation", [.dsm, .ssm],
                due: .waiting("After the national pilot reports"),
                said: [
                    Said(
                        -640, .notStarted, "We will wait for the national pilot before changing who decides what.",
                        waitingOn: "Report of the national pilot"),
                    .noChange(-465),
                    .noChange(-282, "No date for the report yet."),
                    Said(
                        -81, .notStarted, "The pilot has been extended. We look again at the next review.",
                        waitingOn: "Report of the national pilot"),
                ]),
            ActionStory(
                "Check job descriptions of front-line roles and add a line on recognising exploitation", [.lwa, .ssm],
                due: .endOf(63),
                said: [
                    Said(-505, .onTrack, "Forty-two roles listed; twelve have the line already."),
                    Said(-330, .onTrack, "Thirty roles done. The rest wait until each post is next advertised."),
                    Said(
                        -40, .atRisk, "The learning post is vacant. Nobody is working through the last twelve.",
                        by: .hcs),
                ]),
        ])

    private static let yearlyStatement = ObjectiveStory(
        "Our yearly statement says plainly what we did and what we found",
        improvement: "Publish a statement each year that names risks and gaps, and send it to the national registry.",
        levels: [
            LevelStory(-720, "amber", "A statement exists but it repeats the one before.", precision: .month),
            LevelStory(
                -375, "green", "Statement names three risks and what we do about each.",
                evidence: "Statement on our website and in the registry", origin: .accepted),
        ],
        actions: [
            ActionStory(
                "Publish the transparency statement within six months of the end of the financial year",
                [.spm, .hcs, .dsm], due: .by(-420),
                said: [
                    Said(-610, .onTrack, "Outline agreed with legal services and communications."),
                    Said(-455, .onTrack, "Cabinet has the draft. It now says what we do not know."),
                    Said(-418, .kept, "Published and linked from the home page.", check: -60),
                    Said(
                        -61, .kept, "Checked: this year's statement is up and the old ones can still be read.",
                        check: 297),
                ]),
            ActionStory(
                "Add the statement to the national registry on the day that it is published", [.spm], due: .by(-400),
                said: [
                    Said(-416, .done, "Registered the same week."),
                ]),
        ])
}
