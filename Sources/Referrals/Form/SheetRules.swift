public import Calendar

/// What a sheet shows, lacks and has wrong. The same answers give the same result, always in national order.
extension FormDefinition {
    /// The questions that these answers lead to, in national order.
    ///
    /// A condition sees only answers of questions that are shown themselves: what was answered for an adult and is no
    /// longer asked of a child decides nothing.
    public func questions(_ answers: Answers) -> [Question] {
        walk(answers).shown
    }

    /// Words that count in this sheet: of shown questions, and those that another answer gives.
    public func effective(_ answers: Answers) -> [String: [String]] {
        walk(answers).words
    }

    /// Shown questions that need an answer and have none that counts. At least one tick of a group stands for all.
    public func missing(_ answers: Answers) -> [Question] {
        let shown = questions(answers)
        let groupsDone = Set(shown.filter { answers.ticked($0.field) }.compactMap(\.oneOfGroup))
        var groupsSeen: Set<String> = []
        return shown.filter { question in
            if let group = question.oneOfGroup {
                return !groupsDone.contains(group) && groupsSeen.insert(group).inserted
            }
            guard question.required else { return false }
            return question.kind == .tick ? !answers.ticked(question.field) : !answers.has(question.field)
        }
    }

    /// Shown questions whose answer waits to be confirmed.
    public func waiting(_ answers: Answers) -> [Question] {
        questions(answers).filter { answers.toConfirm.contains($0.field) }
    }

    /// Everything wrong with what was answered, in words, in national order.
    /// - Parameter today: London's day; a date of birth must lie before it.
    public func problems(_ answers: Answers, today: Day) -> [SheetProblem] {
        if let unreadable { return [SheetProblem(order: 0, field: "", section: "", words: unreadable)] }
        var found: [SheetProblem] = []
        var groupsSeen: Set<String> = []
        for question in questions(answers) {
            let words: [String]
            if let group = question.oneOfGroup, groupsSeen.insert(group).inserted,
                !self.questions.contains(where: { $0.oneOfGroup == group && answers.ticked($0.field) })
            {
                words = ["Tick at least one kind of exploitation."]
            } else {
                words = AnswerCheck(question, values: values(of: question), today: today)
                    .problems(answers.counted(question.field))
            }
            found += words.map {
                SheetProblem(order: question.order, field: question.field, section: section(of: question), words: $0)
            }
        }
        return found
    }

    private func walk(_ answers: Answers) -> (shown: [Question], words: [String: [String]]) {
        var words: [String: [String]] = [:]
        var shown: [Question] = []
        for question in questions {
            if let forced = question.forced, forced.when.holds({ words[$0] ?? [] }) {
                words[question.field] = [forced.value]
                continue
            }
            guard question.when.holds({ words[$0] ?? [] }) else { continue }
            shown.append(question)
            let counted = answers.counted(question.field)
            if !counted.isEmpty { words[question.field] = counted }
        }
        return (shown, words)
    }
}

/// One thing wrong in a sheet, with the place of its question.
public struct SheetProblem: Equatable, Sendable {
    /// The question's place in the national form; 0 for the sheet as a whole.
    public let order: Int
    public let field: String
    /// The title of its section.
    public let section: String
    /// A sentence that says what is wrong and what to do.
    public let words: String
}
