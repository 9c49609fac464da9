/// A calendar for phones and mail programs, RFC 5545: whole days only, as deadlines are.
public struct ICalendar: Sendable {
    public struct Event: Sendable {
        /// Stays the same for as long as the event means the same; letters, digits and hyphens.
        public var uid: String
        /// When it was last changed.
        public var stamp: Instant
        /// Goes up with each change, so that programs take the newer one (RFC 5545, 3.8.7.4).
        public var sequence: Int
        public var day: Day
        /// Comes round for ever, if given; only what `rule(for:)` can say exactly.
        public var rule: String?
        public var title: String
        public var words: String

        public init(
            uid: String, stamp: Instant, sequence: Int, day: Day, rule: String? = nil, title: String, words: String = ""
        ) {
            self.uid = uid
            self.stamp = stamp
            self.sequence = sequence
            self.day = day
            self.rule = rule
            self.title = title
            self.words = words
        }
    }

    public var name: String
    /// Hours after which programs ask again.
    public var refreshHours: Int
    public var events: [Event]

    public init(name: String, refreshHours: Int, events: [Event]) {
        self.name = name
        self.refreshHours = refreshHours
        self.events = events
    }

    public static let contentType = "text/calendar; charset=utf-8"

    /// An RRULE for what comes round, or nil where none says it exactly: a rule leaves out months that lack the day
    /// (RFC 5545, 3.3.10), where people mean the month's last.
    public static func rule(for recurrence: Recurrence) -> String? {
        guard recurrence.isEven else { return nil }
        return switch recurrence.every {
        case .weeks(let count): "FREQ=WEEKLY;INTERVAL=\(count)"
        case .months(let count) where count.isMultiple(of: 12): "FREQ=YEARLY;INTERVAL=\(count / 12)"
        case .months(let count): "FREQ=MONTHLY;INTERVAL=\(count)"
        }
    }

    public var bytes: [UInt8] {
        var lines = [
            "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Granville//Plan//EN", "CALSCALE:GREGORIAN",
            "NAME:\(Self.text(name))", "X-WR-CALNAME:\(Self.text(name))",
            "REFRESH-INTERVAL;VALUE=DURATION:PT\(refreshHours)H", "X-PUBLISHED-TTL:PT\(refreshHours)H",
        ]
        for event in events { lines += Self.lines(event) }
        lines.append("END:VCALENDAR")
        return lines.flatMap { Self.folded($0) }
    }

    private static func lines(_ event: Event) -> [String] {
        var lines = [
            "BEGIN:VEVENT", "UID:\(event.uid)", "DTSTAMP:\(utc(event.stamp))", "LAST-MODIFIED:\(utc(event.stamp))",
            "SEQUENCE:\(event.sequence)", "DTSTART;VALUE=DATE:\(plain(event.day))",
            // The end is the first day that is no longer part of it (RFC 5545, 3.6.1).
            "DTEND;VALUE=DATE:\(plain(event.day.adding(days: 1)))", "SUMMARY:\(text(event.title))",
        ]
        if let rule = event.rule { lines.append("RRULE:\(rule)") }
        if !event.words.isEmpty { lines.append("DESCRIPTION:\(text(event.words))") }
        // A deadline does not keep anybody from meeting others on its day.
        return lines + ["TRANSP:TRANSPARENT", "END:VEVENT"]
    }

    /// "20270331".
    private static func plain(_ day: Day) -> String { day.iso.filter { $0 != "-" } }

    /// "20261122T120000Z".
    private static func utc(_ instant: Instant) -> String {
        let seconds = Int(instant.milliseconds) / 1000
        let day = seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
        let rest = seconds - day * 86_400
        let time = [rest / 3600, rest / 60 % 60, rest % 60].map { Digits.padded($0, to: 2) }.joined()
        return "\(plain(Day(daysSinceEpoch: day)))T\(time)Z"
    }

    /// TEXT of RFC 5545, 3.3.11. Control characters other than line ends have no place in it.
    static func text(_ words: String) -> String {
        var escaped = ""
        for scalar in words.replacing("\r\n", with: "\n").unicodeScalars {
            switch scalar {
            case "\\": escaped += "\\\\"
            case ";": escaped += "\\;"
            case ",": escaped += "\\,"
            case "\n", "\r", "\u{85}", "\u{2028}", "\u{2029}": escaped += "\\n"
            case "\t": escaped += " "
            case _ where scalar.value < 0x20 || scalar.value == 0x7F: break
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }

    /// At most 75 octets a line without its end, going on after CRLF and a space (RFC 5545, 3.1); no letter is cut.
    static func folded(_ line: String) -> [UInt8] {
        var bytes: [UInt8] = []
        var length = 0
        for scalar in line.unicodeScalars {
            let letter = Array(String(scalar).utf8)
            if length + letter.count > 75 {
                bytes += [0x0D, 0x0A, 0x20]
                length = 1
            }
            bytes += letter
            length += letter.count
        }
        return bytes + [0x0D, 0x0A]
    }
}
