extension FormDefinition {
    /// The questions to ask again once a field has a new answer, in national order.
    ///
    /// The national form takes the person back to the consent question when age or consent changes, and confirms every
    /// later answer. Here the answers stay as they were written.
    /// - Parameter answers: as they are after the change.
    public func afterChange(of field: String, in answers: Answers) -> [Question] {
        guard let changed = questions.first(where: { $0.field == field }), changed.cutsBack,
            let last = questions.last(where: \.cutsBack)
        else { return [] }
        return questions.filter { question in
            let followsFromIt = question.when.terms.contains { $0.field == field }
            return question.order > changed.order && (question.order >= last.order || followsFromIt)
                && answers.written[question.field] != nil
        }
    }

    /// Gives a question a new answer, and marks what must be asked again. The same answer once more marks nothing.
    public func answered(_ field: String, _ words: [String], in answers: Answers) -> Answers {
        var next = answers
        next.answer(field, words)
        guard next.written[field] != answers.written[field], answers.written[field] != nil else { return next }
        next.askAgain(afterChange(of: field, in: next).map(\.field))
        return next
    }
}
