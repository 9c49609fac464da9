/// A browser in words coarse enough that they follow nobody around: no version, no model, no language.
public enum Device {
    /// "Firefox on Windows", from what the browser says of itself.
    public static func words(userAgent: String) -> String {
        let text = String(userAgent.prefix(400))
        // Chromium's children name Chrome and Safari too, and every phone names its desktop sister: the narrower first.
        let browser = first(in: text, [
            ("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Firefox/", "Firefox"),
            ("FxiOS", "Firefox"), ("CriOS", "Chrome"), ("Chrome/", "Chrome"), ("Chromium/", "Chromium"),
            ("Safari/", "Safari"),
        ])
        let system = first(in: text, [
            ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"),
            ("Mac OS X", "Mac"), ("CrOS", "Chromebook"), ("Linux", "Linux"),
        ])
        guard let browser else { return system.map { "An unknown browser on \($0)" } ?? unknown }
        return system.map { "\(browser) on \($0)" } ?? browser
    }

    static let unknown = "An unknown browser"

    private static func first(in text: String, _ marks: [(mark: String, word: String)]) -> String? {
        marks.first { text.contains($0.mark) }?.word
    }
}
