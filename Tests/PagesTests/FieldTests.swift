import Testing

@testable import Pages

@Suite("Fields")
struct FieldTests {
    static let hostile = "\"><script>x</script>"

    static var form: Form {
        var problems = Problems()
        problems.add("name", "Enter \"a\" <name>")
        return Form(["name": hostile, "note": "</textarea>" + hostile], problems: problems)
    }

    @Test("say their problem, tie it to the box, and keep what was typed")
    func problem() {
        let html = textInput("Name", name: "name", in: Self.form, hint: "As on the gate").text
        #expect(html.contains("<label class=\"gv-label\" for=\"name\">Name</label>"))
        #expect(html.contains("aria-describedby=\"name-hint name-error\" aria-invalid=\"true\""))
        #expect(html.contains("<span class=\"gv-hidden\">Error:</span> Enter &quot;a&quot; &lt;name&gt;"))
        #expect(html.contains("value=\"&quot;&gt;&lt;script&gt;x&lt;/script&gt;\""))
    }

    @Test("no typed text gets out of its box")
    func hostile() {
        let form = Form(["name": Self.hostile, "note": "</textarea>" + Self.hostile, "pick": Self.hostile])
        let choices = [Choice(Self.hostile, "\(Self.hostile)", hint: Self.hostile)]
        let all: [HTML] = [
            textInput(Self.hostile, name: Self.hostile, in: form, hint: Self.hostile),
            textarea("N", name: "note", in: form, limit: 9),
            radios(Self.hostile, name: "pick", in: form, choices), checkboxes("P", name: "pick", in: form, choices),
            select("P", name: "pick", in: form, [(Self.hostile, Self.hostile)]), hidden(Self.hostile, Self.hostile),
            fileUpload(Self.hostile, name: "f", in: form), dateInput(Self.hostile, name: "d", in: form),
        ]
        for html in all { #expect(!html.text.contains("<script>")) }
    }

    @Test("a text that begins with an empty line keeps it")
    func firstLine() {
        // The parser drops one line end after <textarea>, so one more is written.
        #expect(textarea("Note", name: "note", in: Form(["note": "\nx"])).text.contains(">\n\nx</textarea>"))
    }

    @Test("a password never comes back")
    func password() {
        let html = passwordInput("Password", name: "secret", in: Form(["secret": "hunter2"])).text
        #expect(!html.contains("hunter2") && html.contains("autocomplete=\"current-password\""))
    }

    @Test("what was chosen stays chosen, and the first choice is where the summary leads")
    func chosen() {
        var form = Form()
        form.values["trees"] = ["oak", "elm"]
        let choices = [Choice("oak", "Oak"), Choice("ash", "Ash"), Choice("elm", "Elm")]
        let html = checkboxes("Trees", name: "trees", in: form, choices).text
        #expect(html.contains("id=\"trees\" name=\"trees\" value=\"oak\" checked"))
        #expect(html.contains("value=\"ash\">") && html.contains("value=\"elm\" checked>"))
    }

    @Test("a form asks the browser to check nothing")
    func novalidate() {
        #expect(postForm(to: "/x", "").text.contains(" novalidate"))
        #expect(!ComponentsPage.main.text.contains(" required"))
    }

    @Test("many copies of a form on a page lead to their own fields")
    func prefixed() {
        let form = Form(problems: Problems("name", "Enter a name"), idPrefix: "a7-")
        #expect(textInput("Name", name: "name", in: form).text.contains("id=\"a7-name\" name=\"name\""))
        #expect(errorSummary(form.summary).text.contains("href=\"#a7-name\""))
    }

    @Test("hints are one short sentence without a full stop or a link")
    func hints() {
        for match in ComponentsPage.main.text.matches(of: #/<p class="gv-hint"[^>]*>([^<]*)</#) {
            #expect(!match.1.hasSuffix(".") && match.1.count <= 120, "\(match.1)")
        }
    }
}
