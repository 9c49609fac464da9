@testable import Server
import Testing

@Suite("Settings")
struct SettingsTests {
    private func faults(demonstration: Bool = false, _ change: (inout Settings) -> Void) -> [String] {
        var settings = Settings(folder: "/nowhere")
        change(&settings)
        return settings.faults(demonstration: demonstration)
    }

    @Test("what is usual starts")
    func fine() {
        #expect(faults { _ in }.isEmpty)
        #expect(faults(demonstration: true) { _ in }.isEmpty)
        #expect(faults { $0.host = "0.0.0.0"; $0.publicURL = "https://slavery.example.gov.uk" }.isEmpty)
        #expect(faults { $0.publicURL = "https://slavery.example.gov.uk/" }.isEmpty)
        #expect(faults { $0.host = "::1" }.isEmpty)
    }

    @Test("passwords never cross a network in clear")
    func clear() {
        #expect(faults { $0.host = "0.0.0.0" }.count == 1)
        #expect(faults { $0.host = "0.0.0.0"; $0.publicURL = "http://slavery.example.gov.uk" }.count == 1)
        #expect(faults { $0.host = "192.0.2.7" }.first?.contains("--public-url") == true)
    }

    @Test("the demonstration, which anyone may enter, stays on this computer")
    func demonstration() {
        #expect(faults(demonstration: true) { $0.host = "0.0.0.0"; $0.publicURL = "https://a.example" }.count == 1)
    }

    @Test("a wrong setting names itself and how to mend it", arguments: [
        "slavery.example.gov.uk", "ftp://slavery.example.gov.uk", "https://", "https://a.example/granville", "",
    ])
    func publicURL(text: String) {
        let faults = faults { $0.publicURL = text }
        #expect(faults.count == 1)
        #expect(faults.first?.contains("--public-url") == true && faults.first?.contains("https://slavery") == true)
    }

    @Test("limits that cannot work are refused")
    func limits() {
        #expect(faults { $0.port = 70_000 }.count == 1)
        #expect(faults { $0.idleMinutes = 0 }.count == 1)
        #expect(faults { $0.idleMinutes = 10_000 }.count == 1)
        #expect(faults { $0.requestsPerSecond = -1 }.count == 1)
        #expect(faults { $0.checkpointSeconds = 0 }.count == 1)
    }

    @Test("the origin is as browsers write it", arguments: [
        ("https://Slavery.Example.gov.uk/", "https://slavery.example.gov.uk"),
        ("https://a.example:443", "https://a.example"), ("https://a.example:8443", "https://a.example:8443"),
        ("http://a.example:80", "http://a.example"), ("HTTPS://a.example", "https://a.example"),
    ])
    func origin(url: String, origin: String) {
        var settings = Settings(folder: "/nowhere")
        settings.publicURL = url
        #expect(settings.publicOrigin == origin)
        #expect(settings.isSecure == origin.hasPrefix("https"))
    }
}
