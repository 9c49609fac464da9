import Testing

@testable import Documents

@Suite("CSV")
struct CSVTests {
    static let delimiters = ["comma", "semicolon", "tab"]
    static let codings = ["utf8", "utf8-bom", "utf16le", "utf16be", "utf16le-bare", "utf16be-bare", "cp1252"]

    @Test("every encoding and separator gives the same words", arguments: delimiters, codings)
    func encodings(delimiter: String, coding: String) throws {
        let name = "\(delimiter)-\(coding).csv"
        let document = try DocumentReader.read(try fixture(name), name: name)
        #expect(document.format == .csv)
        #expect(
            document.rows == [
                ["Objective", "Lead", "Deadline"], ["“Café” – staff, partners; all", "Zoë", "31/09/17"],
                ["two\nlines", "says \"so\"", ""], ["£5 • step", "Ø", "Ongoing"]
            ])
        #expect(document.tables.first?.rows.map(\.number) == [1, 2, 3, 4])
        #expect(document.warnings.count == (coding == "cp1252" ? 1 : 0))
    }

    @Test("the content decides, not the name", arguments: delimiters)
    func withoutName(delimiter: String) throws {
        let document = try DocumentReader.read(try fixture("\(delimiter)-utf8.csv"), name: "plan.docx")
        #expect(document.rows[2] == ["two\nlines", "says \"so\"", ""])
    }

    @Test("Windows-1252 is read as Python reads it, and the person is told to look")
    func windows1252() throws {
        let document = try DocumentReader.read(try fixture("cp1252-all.txt"))
        let same = try DocumentReader.read(try fixture("cp1252-all-utf8.txt"))
        #expect(document.blocks == same.blocks)
        #expect(
            document.warnings.map(\.message) == [
                "The text is not UTF-8 and was read as Windows-1252. Check the accents, quotes and dashes."
            ])
    }

    @Test("ragged rows stay ragged, blank lines count, lines in quotes do not")
    func rows() throws {
        let document = try read("a,b,c\n\n1,\"x\ny\"\n,,,\n2,3,4,5\n")
        #expect(document.rows == [["a", "b", "c"], ["1", "x\ny"], ["2", "3", "4", "5"]])
        #expect(document.tables.first?.rows.map(\.number) == [1, 3, 5])
    }

    @Test("a quote that is never closed is named with its row and column")
    func unterminated() {
        let error = refusal(of: Array("a,b\n1,2\n3,\"open\n4,5\n".utf8))
        #expect(
            error
                == SourceError("A quote is opened here and never closed. Close it, or take it out.", row: 3, column: 2))
        #expect(
            error?.description == "Row 3, column 2: A quote is opened here and never closed. Close it, or take it out.")
    }

    @Test("words behind a closing quote and quotes within a cell are kept")
    func irregular() throws {
        let document = try read("a,b\n\"x\" y,5\" pipe\n\"p \"\"q\"\"\"z,\n", name: "a.csv")
        #expect(document.rows == [["a", "b"], ["x y", "5\" pipe"], ["p \"q\"z", ""]])
    }

    @Test("a first line that names the separator is obeyed")
    func declaration() throws {
        let document = try read("sep=|\r\na|b\r\n1,2|3\r\n")
        #expect(document.rows == [["a", "b"], ["1,2", "3"]])
    }

    @Test("commas followed by blanks are words where semicolons separate")
    func semicolons() throws {
        let document = try read("What;Who\nTrain, brief;A, B\nAll, of it;C, D\n")
        #expect(document.rows == [["What", "Who"], ["Train, brief", "A, B"], ["All, of it", "C, D"]])
    }
}

@Suite("CSV written")
struct CSVWriterTests {
    @Test(
        "what a spreadsheet would take for a formula gets an apostrophe; numbers and words do not",
        arguments: [
            ("=1+1", "'=1+1"), ("+44 20", "'+44 20"), ("-5", "-5"), ("-1,234.50", "-1,234.50"), ("+3%", "+3%"),
            ("-", "'-"),
            ("@home", "'@home"), ("\tx", "'\tx"), ("\rx", "'\rx"), ("-2+3", "'-2+3"), ("plan", "plan"), ("", ""),
            ("5-3", "5-3")
        ])
    func formulas(cell: String, written: String) {
        #expect(CSVWriter.guarded(cell) == written)
    }

    @Test("rows end in CRLF and only what needs quotes has them")
    func rows() {
        #expect(
            CSVWriter.text([["a", "b,c", "d\"e"], ["x\ny", " z", ""]]) == "a,\"b,c\",\"d\"\"e\"\r\n\"x\ny\",\" z\",\r\n"
        )
    }

    @Test("any cells read back as they were written", arguments: 0..<200)
    func roundTrip(seed: UInt64) throws {
        var random = Dice(state: seed)
        let rows = (0..<Int.random(in: 1...8, using: &random)).map { _ in
            (0..<Int.random(in: 1...5, using: &random)).map { _ in Self.cell(&random) }
        }
        var parser = CSVParser(Array(CSVWriter.text(rows).utf8), delimiter: UInt8(ascii: ","))
        var back: [[String]] = []
        while let record = try parser.next() { back.append(record.fields.map(parser.text(of:))) }
        #expect(back == rows.map { $0.map(CSVWriter.guarded) })
    }

    private static let pieces = [
        "a", "Zoë", "שלום", "مرحبا", "\u{200F}", "👩🏽‍🚒", "\"", "\"\"", ",", ";", "\t",
        "\n", "\r\n", "\r",
        " ", "=", "-", "0", "e\u{301}", "'", "\u{FEFF}", "•"
    ]

    private static func cell(_ random: inout Dice) -> String {
        (0..<Int.random(in: 0...6, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
    }

    /// SplitMix64: the same cells on every run.
    private struct Dice: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var value = state
            value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
            value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
            return value ^ value >> 31
        }
    }
}
