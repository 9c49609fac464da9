/// A text as each format can hold it: lines without runs of blanks, and without signs that XML cannot say.
enum PlanWords {
    static func lines(_ text: String) -> [String] {
        if isPlain(text) { return text.isEmpty ? [] : [text] }
        var lines: [String] = []
        var line = String.UnicodeScalarView()
        func end() {
            let tidy = Tidy.spaces(String(line))
            if !tidy.isEmpty { lines.append(tidy) }
            line = String.UnicodeScalarView()
        }
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x0A...0x0D, 0x85, 0x2028, 0x2029: end()
            case 0x09, 0xA0, 0x2007, 0x202F: line.append(" ")
            // Control signs, and what the readers of files leave out.
            case 0x00...0x1F, 0x7F, 0xAD, 0xFEFF, 0x200B, 0x2060, 0xFFFE, 0xFFFF: continue
            default: line.append(scalar)
            }
        }
        end()
        return lines
    }

    static func line(_ text: String) -> String { lines(text).joined(separator: " ") }

    /// Most texts: one line that is tidy as it is.
    private static func isPlain(_ text: String) -> Bool {
        var previous: UInt8 = 0x20
        for byte in text.utf8 {
            if byte < 0x20 || byte == 0x7F || byte == 0xC2 || byte == 0xE2 || byte == 0xEF { return false }
            if byte == 0x20, previous == 0x20 { return false }
            previous = byte
        }
        return previous != 0x20 || text.isEmpty
    }
}

extension PlanDocument {
    /// With every text as each format can hold it.
    var tidied: PlanDocument {
        var plan = self
        plan.title = PlanWords.line(title)
        plan.introduction = introduction.flatMap(PlanWords.lines)
        plan.themes = themes.map { theme in
            var theme = theme
            theme.reference = PlanWords.line(theme.reference)
            theme.title = PlanWords.line(theme.title)
            theme.purpose = PlanWords.lines(theme.purpose).joined(separator: "\n")
            theme.actions = theme.actions.map(\.tidied)
            theme.objectives = theme.objectives.map(\.tidied)
            return theme
        }
        plan.legend = legend.map(\.tidied)
        return plan
    }
}

extension PlanDocument.Objective {
    fileprivate var tidied: PlanDocument.Objective {
        var objective = self
        objective.reference = PlanWords.line(reference)
        objective.text = PlanWords.line(text)
        objective.improvement = PlanWords.lines(improvement).joined(separator: "\n")
        objective.outcome = PlanWords.lines(outcome).joined(separator: "\n")
        objective.notes = notes.map { PlanWords.lines($0).joined(separator: "\n") }.filter { !$0.isEmpty }
        objective.actions = actions.map(\.tidied)
        return objective
    }
}

extension PlanDocument.Action {
    fileprivate var tidied: PlanDocument.Action {
        var action = self
        action.reference = PlanWords.line(reference)
        action.text = PlanWords.lines(text).joined(separator: "\n")
        action.steps = steps.map { .init(label: PlanWords.line($0.label), text: PlanWords.line($0.text), depth: $0.depth) }
        action.lead = PlanWords.lines(lead).joined(separator: "\n")
        action.posts = posts.map(\.tidied)
        action.deadline = PlanWords.lines(deadline).joined(separator: "\n")
        action.outcome = PlanWords.lines(outcome).joined(separator: "\n")
        action.notes = notes.map { PlanWords.lines($0).joined(separator: "\n") }.filter { !$0.isEmpty }
        return action
    }
}

extension PlanDocument.Post {
    fileprivate var tidied: PlanDocument.Post {
        .init(abbreviation: PlanWords.line(abbreviation), title: PlanWords.line(title))
    }
}
