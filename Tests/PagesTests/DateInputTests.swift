import Testing

@testable import Pages

@Suite("A date in three boxes")
struct DateInputTests {
    @Test("what is wrong is said in words, at the box", arguments: [
        ("31", "9", "2017", "31 September is not a real date. September has 30 days", "due"),
        ("29", "2", "2023", "29 February in 2023 is not a real date. February in 2023 has 28 days", "due"),
        ("27", "3", "", "Deadline must include a year", "due-year"),
        ("", "", "2026", "Deadline must include a day and a month", "due"),
        ("27", "", "2026", "Deadline must include a month", "due-month"),
        ("27", "3", "26", "Deadline year must be 4 numbers, as 2026", "due-year"),
        ("27", "3", "0026", "Deadline year must be 4 numbers, as 2026", "due-year"),
        ("27", "13", "2026", "Deadline month must be a number from 1 to 12 or its name", "due-month"),
        ("27", "Ma", "2026", "Deadline month must be a number from 1 to 12 or its name", "due-month"),
        ("0", "3", "2026", "Deadline day must be a number from 1 to 31", "due"),
        ("-1", "3", "2026", "Deadline day must be a number from 1 to 31", "due"),
        ("99999999999999999999", "3", "2026", "Deadline day must be a number from 1 to 31", "due"),
        ("٣", "3", "2026", "Deadline day must be a number from 1 to 31", "due"),
    ])
    func problem(day: String, month: String, year: String, words: String, target: String) {
        var problems = Problems()
        let date = DateInput(day: day, month: month, year: year).read("due", "Deadline", into: &problems)
        #expect(date == nil)
        #expect(problems.items == [Problems.Item(field: "due", words: words, target: target)])
    }

    @Test("real dates are read, months by number or name", arguments: [
        ("31", "3", "2026", 3), ("01", "03", "2026", 3), ("29", "2", "2024", 2), ("29", "feb", "2000", 2),
        ("5", "Sept", "2026", 9),
        ("5", "SEPTEMBER", "2026", 9), ("5", "Jun", "2026", 6),
    ])
    func real(day: String, month: String, year: String, number: Int) throws {
        var problems = Problems()
        let date = try #require(DateInput(day: day, month: month, year: year).read("due", "Deadline", into: &problems))
        #expect(date.month == number && date.day == Int(day) && date.year == Int(year))
        #expect(problems.isEmpty)
    }

    @Test("empty boxes are no date and no problem")
    func empty() throws {
        var problems = Problems()
        let input = DateInput("due", from: try FormData(urlEncoded: Array("due-day=+&due-month=".utf8)))
        #expect(input.isEmpty)
        #expect(input.read("due", "Deadline", into: &problems) == nil && problems.isEmpty)
    }

    @Test("the summary's link leads to the box at fault, and only that box is marked")
    func marked() {
        var problems = Problems()
        _ = DateInput(day: "27", month: "3", year: "").read("due", "Deadline", into: &problems)
        let form = Form(["due-day": "27", "due-month": "3"], problems: problems)
        let html = dateInput("Deadline", name: "due", in: form).text
        #expect(html.contains("id=\"due-year\" name=\"due-year\" value=\"\" aria-invalid=\"true\""))
        #expect(html.contains("id=\"due\" name=\"due-day\" value=\"27\">"))
        #expect(errorSummary(problems).text.contains("href=\"#due-year\""))
    }
}
