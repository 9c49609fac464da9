import Calendar
import Testing

@testable import Referrals

@Suite struct IdentifierScreenTests {
    static let person = KnownPerson(
        role: "the person",
        names: [
            "Maria José da Silva-Conceição", "Thảo", "Nguyễn Thị Hương", "محمد علي", "王小明", "O’Brien", "Łukasz Wójcik", "Rose Will",
            "Bo Li", "Иван Петров", "अमित कुमार", "Ángel",
        ],
        birthDates: [Day(year: 1990, month: 3, day: 4)].compactMap { $0 },
        addresses: ["14 Chequers Road, Kelvin House, Swindle End"], postcodes: ["BS16 9ZZ"], telephones: ["+44 7700 900123"],
        emails: ["maria.ds@example.org"], accounts: ["@lukas_1990"], references: ["A1234567", "QQ 12 34 56 C"], vehicles: ["AB12 CDE"])

    let screen = IdentifierScreen([person])

    @Test("an identifier is found however it is spelled", arguments: [
        // Names, whole and in part.
        ("She said Maria went home.", Finding.Kind.name), ("maria's room", .name), ("MARIA", .name), ("Marias room", .name),
        ("M. Silva", .name), ("Silva‑Conceicao", .name), ("conceição", .name), ("conceic\u{327}a\u{303}o", .name),
        ("Ma\u{200B}ria", .name), ("M a r i a", .name), ("M.A.R.I.A.", .name), ("Mar-ia", .name), ("mariaconceicao", .name),
        ("JOSE", .name), ("jose\u{301}", .name), ("M.J.", .name), ("Thao left", .name), ("Tha\u{309}o left", .name),
        ("huong", .name), ("Nguyen", .name), ("قال محمد", .name), ("لمحمد هاتف", .name), ("مُحَمَّد", .name), ("\u{202E}محمد\u{202C}", .name),
        ("他叫王小明吗", .name), ("小明来了", .name), ("OBrien", .name), ("O'Brien", .name), ("o’brien's", .name), ("Lukasz", .name),
        ("wojcik", .name), ("Wo\u{301}jcik", .name), ("ＭＡＲＩＡ", .name), ("a rose in a vase", .name), ("they will see", .name),
        ("Then Rose came.", .name), ("said Bo", .name), ("иван пришёл", .name), ("अमित", .name), ("an angel", .name),
        // Dates of birth.
        ("04/03/1990", .birthDate), ("4.3.90", .birthDate), ("4-3-1990", .birthDate), ("1990-03-04", .birthDate),
        ("4 March 1990", .birthDate), ("4th of March 1990", .birthDate), ("March 4th, 1990", .birthDate), ("4 mar '90", .birthDate),
        ("04031990", .birthDate), ("19900304", .birthDate), ("03/04/1990", .birthDate), ("her birthday, 4 March", .birthDate),
        ("dob 12/12/2001", .birthDate), ("born in 1987", .birthDate), ("٤/٣/١٩٩٠", .birthDate), ("March 1990", .birthDate),
        // Places.
        ("14 Chequers Road", .address), ("chequers rd", .address), ("CHEQUERS  ROAD", .address), ("at Kelvin House", .address),
        ("7 Mill Lane", .address), ("22b Old Kent Rd", .address), ("flat 3", .address), ("in Swindle End", .address),
        ("BS16 9ZZ", .postcode), ("bs169zz", .postcode), ("B S 1 6 9 Z Z", .postcode), ("M1 1AE", .postcode), ("ec1a1bb", .postcode),
        // Numbers.
        ("07700 900123", .telephone), ("0 7 7 0 0 9 0 0 1 2 3", .telephone), ("+44 (0)7700-900-123", .telephone),
        ("0044 7700 900 123", .telephone), ("(020) 7946 0000", .telephone), ("٠٧٧٠٠٩٠٠١٢٣", .telephone), ("07700,900,124", .telephone),
        ("oh seven seven double oh nine double oh", .telephone), ("07700\n900124", .telephone),
        ("A1234567", .reference), ("a 123 4567", .reference), ("QQ123456C", .reference), ("qq 12 34 56 c", .reference),
        ("AB 98 76 54 D", .reference), ("GWF012345678", .reference), ("passport 533380006", .reference),
        ("AB12 CDE", .vehicle), ("ab12cde", .vehicle), ("XY21 ZZZ", .vehicle), ("A123 BCD", .vehicle),
        // Ways to reach somebody.
        ("maria.ds@example.org", .email), ("someone@mail.example", .email), ("maria.ds at example dot org", .email),
        ("@somebody", .account), ("lukas_1990", .account), ("insta: lukas77", .account), ("https://example.org/lukas", .account),
    ])
    func found(_ text: String, _ kind: Finding.Kind) {
        let kinds = screen.findings(in: text, field: "family").map(\.kind)
        #expect(kinds.contains(kind), "\(text): \(kinds)")
    }

    @Test("ordinary sentences of a notification raise nothing", arguments: [
        "The person worked 14 hours a day, 7 days a week, from June 2019 to March 2021.",
        "There were 12 men in the house and 3 women in the next street.",
        "Paid £1,200,000? No: £20 a day, between 2019 and 2021, in 2019, 2020, 2021.",
        "Started on 5 May 2024 and ended on 17/09/2025 at 10:30.",
        "Taken by van along the M25 and the A38 to a car wash; a debt of £4000 was named.",
        "He was 19 when it began. Section 52 applies. About 10 people slept in 2 rooms.",
        "They had nothing, could not leave, and were told what to say by the man in charge.",
        "Signs seen on 3 June: bruises, fear, no papers. Spoke through an interpreter by telephone for 45 minutes.",
        "", "   ", "…", "🙂🙂", String(repeating: "a ", count: 200),
    ])
    func quiet(_ text: String) {
        let all = IdentifierScreen([KnownPerson(role: "the person", names: ["Maria José da Silva"], birthDates: [])])
        #expect(all.findings(in: text, field: "family").map(\.why) == [])
    }

    @Test("an everyday word that is a name asks with less weight, and once in a sentence")
    func weights() {
        let low = screen.findings(in: "They will go, and will come back.", field: "family")
        #expect(low.map(\.weight) == [.possible])
        #expect(screen.findings(in: "I saw Rose there.", field: "family").map(\.weight) == [.likely])
        #expect(screen.findings(in: "Rose early.", field: "family").map(\.weight) == [.possible])
    }

    @Test("a finding says where, what and why")
    func places() {
        let text = "🙂 e\u{301}: Maria José da Silva-Conceição left."
        let found = screen.findings(in: text, field: "family")
        #expect(found.count == 1)
        for finding in found {
            #expect(String(Array(text)[finding.range]) == finding.matched && finding.matched == "Maria José da Silva-Conceição")
            #expect(finding.why.contains("the person") && finding.sentence.hasSuffix("left"))
        }
    }

    @Test("a settlement needs a reason, and falls when its sentence changes")
    func settlements() throws {
        let before = try #require(screen.findings(in: "A rose stood there.", field: "family").first)
        #expect(Settlement(before, because: " ") == nil)
        let settlement = try #require(Settlement(before, because: "a flower"))
        #expect(settlement.settles(before))
        let after = try #require(screen.findings(in: "A rose stood there in the rain.", field: "family").first)
        #expect(!settlement.settles(after))
    }

    @Test("15,000 characters of any kind are screened without falling over")
    func long() {
        for piece in ["1 ", "a", "@", "\u{301}", "م", "👩‍👩‍👧 ", "Maria ", "07700900123 "] {
            _ = screen.findings(in: String(String(repeating: piece, count: 15_000).prefix(15_000)), field: "family")
        }
    }
}
