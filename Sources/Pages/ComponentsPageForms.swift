extension ComponentsPage {
    static var fields: HTML {
        let form = Form([
            "name": "North lawn", "note": long, "arabic": fromRight, "size": "large", "planted-day": "27",
            "planted-month": "3", "planted-year": "2026", "keeper": "bo",
        ])
        return section("Fields", id: "fields", allFields(form))
    }

    static var fieldsWithProblems: HTML {
        var problems = Problems()
        problems.add("name", "Enter the garden's name")
        problems.add("note", "Note must be 40 characters or fewer")
        problems.add("size", "Select how large the garden is")
        problems.add("trees", "Select at least one tree, or \"None\"")
        problems.add("planted", "31 September is not a real date. September has 30 days")
        problems.add("keeper", "Select a keeper")
        problems.add("plan", "The plan must be a file with words in it. This one was empty")
        problems.add("secret", "Enter your password")
        problems.add("arabic", "Enter the name in Arabic")
        var form = Form(
            [
                "note": long, "planted-day": "31", "planted-month": "9", "planted-year": "2026",
                "name": "<b>\"quoted\" & bold</b>",
            ],
            problems: problems, idPrefix: "again-")
        form.values["trees"] = ["oak", "ash"]
        return section("Fields with problems", id: "problems", """
            \(errorSummary(form.summary))
            \(allFields(form))
            """)
    }

    private static func allFields(_ form: Form) -> HTML {
        let paces = textInput("How many paces?", name: "paces", in: form, width: .four, inputMode: "numeric")
        let keepers = [("", "Choose a keeper"), ("ada", "Ada Green"), ("bo", "Bo Stone")]
        return postForm(to: "#fields", hidden: [("token", "\"><b>")], upload: true, """
            \(textInput(
                "Name of the garden", name: "name", in: form, hint: "As it stands on the gate", width: .thirty))\
            \(textInput("Name in Arabic", name: "arabic", in: form, optional: true))\
            \(textarea("Note", name: "note", in: form, hint: "What changed since 12 August 2026", limit: 200))\
            \(radios("How large is it?", name: "size", in: form, [
                Choice("small", "Small", hint: "Up to 20 paces"),
                Choice("large", "Large", reveals: paces),
                Choice("unknown", "I do not know"),
            ]))\
            \(radios("Is it open?", name: "open", in: form, inline: true, [Choice("yes", "Yes"), Choice("no", "No")]))\
            \(checkboxes("Which trees stand in it?", name: "trees", in: form, hint: "Select all that stand there", [
                Choice("oak", "Oak"), Choice("ash", "Ash", hint: "Also the young ones"), Choice("other", "\(long)"),
            ]))\
            \(select("Keeper", name: "keeper", in: form, keepers))\
            \(dateInput("When was it planted?", name: "planted", in: form))\
            \(fileUpload("Drawing of the garden", name: "plan", in: form,
                hint: "A Word, Excel or text file up to 25 MB", optional: true))\
            \(passwordInput("Password", name: "secret", in: form))\
            \(fieldset("Update in one line", line(
                textInput("What happened", name: "happened", in: form),
                select("How it goes", name: "status", in: form, [("on", "On track"), ("late", "Late")]),
                button("Save update", .secondary, about: "of North lawn"))))\
            \(buttonGroup(button("Save garden"), "<a href=\"#fields\">Cancel</a>"))
            """)
    }

    static var charts: HTML {
        section("Charts", id: "charts", """
            \(stackedBars(
                id: "levels", headline: "Most gardens by the river are green",
                subtitle: "Gardens by part of town and level, June 2026", labelTitle: "Part of town",
                series: [
                    Series("Red", .tone(.red)), Series("Amber", .tone(.amber)), Series("Green", .tone(.green)),
                    Series("Not rated", .tone(.grey)),
                ],
                [
                    Stack("By the river", [1, 2, 8, 0]),
                    Stack("A part of town with a name that needs two lines", [3, 2, 1, 2]),
                    Stack("On the hill", [0, 0, 0, 0]), Stack("Old market", [1, 0, 1, 5]),
                ], data: Link("Download this data (CSV)", "#charts")))
            \(stackedBars(
                id: "series", headline: "Oaks are planted most", subtitle: "Trees by year and kind, 2024 to 2025",
                labelTitle: "Year",
                series: [
                    Series("Oak", .series(1)), Series("Ash", .series(2)), Series("Elm", .series(3)),
                    Series("Other", .series(4)),
                ],
                [Stack("2024", [30, 12, 8, 4]), Stack("2025", [41, 20, 2, 1])]))
            \(bars(
                id: "trees", headline: "Three in four keepers have learnt to prune",
                subtitle: "Share of keepers by group, October 2026", labelTitle: "Group", valueTitle: "Share",
                [
                    Bar("Keepers of the old gardens", 79, words: "142 of 180 (79%)"),
                    Bar("Helpers", 40, words: "8 of 20 (40%)"), Bar("Visitors", 0, words: "0 of 31 (0%)"),
                ], limit: 100, target: Bar("Target", 90, words: "90%"),
                data: Link("Download this data (CSV)", "#charts")))
            """)
    }
}
