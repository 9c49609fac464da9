/// Finds email addresses, web addresses and names in social media and messengers.
struct ContactScreen: Sendable {
    private var rows: [(row: [UInt32], kind: Finding.Kind, role: String)] = []

    init(_ people: [KnownPerson]) {
        for person in people {
            for email in person.emails {
                let local = FoldedText.row(String(email.prefix { $0 != "@" }))
                if local.count >= 4 { rows.append((local, .email, person.role)) }
                rows.append((FoldedText.row(email), .email, person.role))
            }
            for account in person.accounts.map(FoldedText.row) where account.count >= 3 {
                rows.append((account, .account, person.role))
            }
        }
    }

    func findings(_ text: FoldedText, _ field: String) -> [Finding] {
        var found = rows.flatMap { row, kind, role in
            text.places(of: row).map {
                text.finding(field, kind, .likely, $0, "“\(text.written($0))” belongs to \(role).")
            }
        }
        found += signs(text, field)
        for (index, token) in text.tokens.enumerated() {
            if Self.services.contains(token.word), let named = account(text, after: index) {
                let range = token.range.lowerBound..<text.tokens[named].range.upperBound
                found.append(
                    text.finding(field, .account, .possible, range, "“\(text.written(range))” may name an account."))
            }
            if token.word == "at", index > 0, index + 3 < text.tokens.count, text.tokens[index + 2].word == "dot" {
                let range = text.tokens[index - 1].range.lowerBound..<text.tokens[index + 3].range.upperBound
                found.append(
                    text.finding(field, .email, .likely, range, "“\(text.written(range))” spells out an email address."))
            }
            if index > 0, token.gap == "_" {
                let range = text.tokens[index - 1].range.lowerBound..<token.range.upperBound
                found.append(
                    text.finding(field, .account, .possible, range, "“\(text.written(range))” may name an account."))
            }
            if ["http", "https", "www"].contains(token.word) {
                let end = text.characters[token.range.upperBound...].firstIndex(where: \.isWhitespace) ?? text.characters.count
                let range = token.range.lowerBound..<end
                found.append(text.finding(field, .account, .likely, range, "“\(text.written(range))” is a web address."))
            }
        }
        return found
    }

    /// Each written word with an "@": an address, or a name in a service.
    private func signs(_ text: FoldedText, _ field: String) -> [Finding] {
        var found: [Finding] = []
        var told = 0
        for (index, character) in text.characters.enumerated()
        where index >= told && (character == "@" || character == "＠") {
            let begin = text.characters[..<index].lastIndex(where: \.isWhitespace).map { $0 + 1 } ?? 0
            let end = text.characters[(index + 1)...].firstIndex(where: \.isWhitespace) ?? text.characters.count
            told = end
            guard end > index + 1 || begin < index else { continue }
            let isEmail = begin < index && text.characters[index..<end].contains(".")
            found.append(
                text.finding(
                    field, isEmail ? .email : .account, .likely, begin..<end,
                    "“\(text.written(begin..<end))” looks like \(isEmail ? "an email address" : "the name of an account")."))
        }
        return found
    }

    private func account(_ text: FoldedText, after index: Int) -> Int? {
        for next in (index + 1)..<max(index + 1, min(index + 5, text.tokens.count)) {
            let token = text.tokens[next]
            if token.hasDigit && token.hasLetter || token.gap.contains(":") || token.gap.contains("/") { return next }
            if token.gap.contains(".") { return nil }
        }
        return nil
    }

    private static let services: Set<String> = [
        "facebook", "fb", "instagram", "insta", "snapchat", "snap", "tiktok", "whatsapp", "telegram", "twitter", "linkedin",
        "viber", "wechat", "signal", "imo", "messenger", "zalo", "skype", "discord", "vk",
    ]
}
