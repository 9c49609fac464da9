import Testing

@testable import Documents

@Suite("Plain text")
struct PlainTextTests {
    @Test("headings by capitals, marks, underlines and numbers, and bullets below them")
    func headings() throws {
        let document = try read(
            """
            A plan
            ======

            LEADERSHIP

            The board knows
            - agree the plan, in
              full
            - report on it
              - each quarter

            ## Training
            Some words about it.

            3.1 Staff know the signs

            * brief them
            1. first
            2. then
            """)
        #expect(document.format == .tabbedText)
        let expected: [(String, Paragraph.Role)] = [
            ("A plan", .heading(level: 1)), ("LEADERSHIP", .heading(level: 1)), ("The board knows", .heading(level: 2)),
            ("agree the plan, in full", .bullet(depth: 1)), ("report on it", .bullet(depth: 1)),
            ("each quarter", .bullet(depth: 2)), ("Training", .heading(level: 2)), ("Some words about it.", .plain),
            ("Staff know the signs", .heading(level: 2)), ("brief them", .bullet(depth: 1)),
            ("1. first", .bullet(depth: 2)), ("2. then", .bullet(depth: 2))
        ]
        #expect(
            document.paragraphs.map(\.text) == expected.map { $0.0 == "Staff know the signs" ? "3.1 " + $0.0 : $0.0 })
        #expect(document.paragraphs.map(\.role) == expected.map(\.1))
    }

    @Test("prose with commas is no table")
    func prose() throws {
        let document = try read(
            "First, we train staff, and others.\nThen, in spring, we report, as agreed.\nLast, nothing.\n")
        #expect(document.tables.isEmpty)
        #expect(document.paragraphs.count == 3)
    }

    @Test("a text of blanks is refused with what to do", arguments: ["", " \n\t\n", "\u{FEFF}", ",,,\n,,,\n"])
    func blank(text: String) {
        #expect(refusal(of: Array(text.utf8)) != nil)
    }
}
