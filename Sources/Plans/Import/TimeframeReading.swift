import Calendar

/// Takes a cell apart that mixes time frame and status.
enum TimeframeReading {
    struct Read {
        var reading: DeadlineReading
        var parts: [TimePart]
        var outcome: String
        var notes: [String]
    }

    static func read(_ lines: [CellLine]) -> Read {
        let words = CellLine.joined(lines)
        let parts = lines.flatMap { Self.parts(of: $0.text) }
        let outcome = parts.filter { $0.kind == .endState }.map(\.words).joined(separator: "\n")
        let notes = parts.filter { $0.kind == .status }.map(\.words)
        return Read(reading: deadline(words, parts), parts: parts, outcome: outcome, notes: notes)
    }

    /// Dates come before what repeats, and that before what stands: the first is what can be late.
    private static func deadline(_ words: String, _ parts: [TimePart]) -> DeadlineReading {
        let dates = parts.filter { $0.kind == .date || $0.kind == .month }
        let rule = parts.first { $0.repeats != nil }?.repeats
        if !dates.isEmpty {
            let days = dates.compactMap { $0.day ?? $0.month?.last }
            let isOneDay = dates.count == 1 && dates[0].day != nil && parts.count == 1
            let day = isOneDay ? dates[0].day : nil
            var read = DeadlineReading(deadline: Deadline(words: words, kind: .date, day: day, repeats: rule))
            if day == nil, let last = days.max() {
                read.proposal = last
                read.why =
                    dates.count == 1
                    ? "\(last.long) stands among other words. Is it the deadline?"
                    : "\(dates.count) dates are written. \(last.long), the last of them, is proposed."
            } else if day == nil {
                let plain = Deadline.read(words)
                read.proposal = plain.proposal
                read.why = plain.why
            }
            return read
        }
        let kind: Deadline.Kind =
            if rule != nil { .repeats } else if parts.contains(where: { $0.kind == .standing }) {
                .ongoing
            } else if parts.contains(where: { $0.kind == .waitingOn }) {
                .waitingOn
            } else { Deadline.read(words).deadline.kind == .notApplicable ? .notApplicable : .notSet }
        return DeadlineReading(deadline: Deadline(words: words, kind: kind, repeats: rule))
    }

    private static func parts(of line: String) -> [TimePart] {
        let dates = UKDate.find(in: line, yearless: true)
        if !dates.isEmpty, isListOfDates(line, dates) { return dates.map { datePart($0, in: line) } }
        var parts: [TimePart] = []
        for sentence in sentences(of: line) {
            let part = part(of: sentence)
            // Sentences that describe the finished state belong together.
            if part.kind == .endState, let last = parts.last, last.kind == .endState {
                parts[parts.count - 1].words += " " + part.words
            } else {
                parts.append(part)
            }
            parts += UKDate.find(in: sentence).map { datePart($0, in: "") }
        }
        return parts
    }

    /// True where hardly anything stands beside the dates.
    private static func isListOfDates(_ line: String, _ dates: [UKDate.Found]) -> Bool {
        let inDates = dates.reduce(0) { $0 + Words.of($1.words).count }
        let others = Words.of(line).count - inDates
        return others <= 2 + dates.count
    }

    private static func datePart(_ found: UKDate.Found, in line: String) -> TimePart {
        switch found.value {
        case .day(let day): TimePart(kind: .date, words: found.words, day: day)
        case .month(let month): TimePart(kind: .month, words: found.words, month: month)
        case .impossible: TimePart(kind: .date, words: found.words)
        case .dayOfYear(let day):
            TimePart(kind: .repeats, words: repeatWords(found, in: line), repeats: .yearly(day))
        }
    }

    /// "18 October annually": the word behind the date belongs to it.
    private static func repeatWords(_ found: UKDate.Found, in line: String) -> String {
        let rest = String(decoding: Array(line.utf8)[min(found.bytes.upperBound, line.utf8.count)...], as: UTF8.self)
        guard let next = rest.split(separator: " ").first else { return found.words }
        let word = Tidy.trim(next, of: "().,;")
        return RepeatWords.rule(in: "", [word.lowercased()]) == nil ? found.words : found.words + " " + word
    }

    private static func part(of sentence: String) -> TimePart {
        let words = Words.of(sentence)
        if let rule = RepeatWords.rule(in: sentence, words) {
            return TimePart(kind: .repeats, words: sentence, repeats: rule)
        }
        if Deadline.ongoing.stand(in: words) { return TimePart(kind: .standing, words: sentence) }
        if status.stand(in: words) { return TimePart(kind: .status, words: sentence) }
        if waiting.stand(in: words) { return TimePart(kind: .waitingOn, words: sentence) }
        return TimePart(kind: .endState, words: sentence)
    }

    /// At a full stop before a space and a capital.
    private static func sentences(of line: String) -> [String] {
        let bytes = Array(line.utf8)
        var sentences: [String] = []
        var start = 0
        for place in bytes.indices where bytes[place] == UInt8(ascii: ".") {
            guard place + 2 < bytes.count, bytes[place + 1] == 0x20, Letters.isCapital(bytes[place + 2]) else {
                continue
            }
            sentences.append(Tidy.spaces(String(decoding: bytes[start...place], as: UTF8.self)))
            start = place + 1
        }
        sentences.append(Tidy.spaces(String(decoding: bytes[start...], as: UTF8.self)))
        return sentences.filter { !$0.isEmpty }
    }

    private static let status = Phrases([
        "in progress", "underway", "under way", "not started", "not yet started", "on track", "on course", "complete",
        "completed", "done",
    ])
    private static let waiting = Phrases(["awaiting", "delayed", "pending", "subject to", "on hold", "waiting"])
}
