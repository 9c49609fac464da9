import Testing

@testable import Pages

@Suite("A form's fields as a browser sends them")
struct FormDataTests {
    @Test("signs, spaces and accents arrive as typed")
    func decoded() throws {
        let form = try FormData(urlEncoded: Array("a=1+2%2B3&name=Ren%C3%A9e+O%27Neil&empty=&flag&a=second".utf8))
        #expect(form["a"] == "1 2+3")
        #expect(form.all("a") == ["1 2+3", "second"])
        #expect(form["name"] == "Renée O'Neil")
        #expect(form["empty"] == "" && form["flag"] == "")
        #expect(form["absent"] == nil && form.text("absent") == "" && !form.has("absent"))
    }

    @Test("broken percent signs, broken UTF-8 and NUL lose nothing else", arguments: [
        ("a=100%", "100%"), ("a=%4", "%4"), ("a=%zz1", "%zz1"), ("a=%ff1", "\u{FFFD}1"), ("a=x%00y", "x\u{FFFD}y"),
    ])
    func broken(body: String, value: String) throws {
        #expect(try FormData(urlEncoded: Array(body.utf8))["a"] == value)
    }

    @Test("line ends are one character, whoever sent them")
    func lineEnds() throws {
        #expect(try FormData(urlEncoded: Array("a=1%0D%0A2%0D3%0A4%0D%0D%0A".utf8))["a"] == "1\n2\n3\n4\n\n")
    }

    @Test("text() takes away spaces around, not within")
    func trimmed() throws {
        #expect(try FormData(urlEncoded: Array("a=+%0A+one++two%09+".utf8)).text("a") == "one  two")
    }

    @Test("a flood of fields is refused before it costs anything")
    func flood() throws {
        let fits = Array(repeating: "a=", count: FormData.fieldLimit).joined(separator: "&")
        #expect(try FormData(urlEncoded: Array(fits.utf8)).all("a").count == FormData.fieldLimit)
        #expect(throws: FormData.Failure.tooManyFields(limit: 2_000)) {
            try FormData(urlEncoded: Array((fits + "&a=").utf8))
        }
        let long = String(repeating: "n", count: 201) + "=1"
        #expect(throws: FormData.Failure.nameTooLong(limit: 200)) { try FormData(urlEncoded: Array(long.utf8)) }
    }

    @Test("the content type decides, and an unknown one is refused")
    func contentType() throws {
        let type = "application/x-www-form-urlencoded; charset=UTF-8"
        #expect(try FormData(contentType: type, body: Array("a=1".utf8))["a"] == "1")
        #expect(throws: FormData.Failure.notAForm(contentType: "application/json")) {
            try FormData(contentType: "application/json", body: [])
        }
        #expect(throws: FormData.Failure.broken("no boundary")) {
            try FormData(contentType: "multipart/form-data", body: [])
        }
    }
}
