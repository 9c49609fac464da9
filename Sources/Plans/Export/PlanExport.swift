public import Calendar
public import Documents

/// A plan as a file: drawn in a layout, written in a format.
public struct PlanExport: Sendable {
    public let layout: PlanLayout
    public let format: DocumentFormat

    public init(_ layout: PlanLayout, _ format: DocumentFormat) {
        self.layout = layout
        self.format = format
    }

    /// "objectives.odt": how the address ends.
    public var file: String { "\(layout.rawValue).\(format.rawValue)" }

    /// Nil for a name that no export has.
    public init?(file: String) {
        let parts = file.split(separator: ".", maxSplits: 1).map { String($0) }
        guard parts.count == 2, let layout = PlanLayout(rawValue: parts[0]),
            let format = DocumentFormat(rawValue: parts[1])
        else { return nil }
        self.init(layout, format)
    }

    /// What the readers of this program read back to the same plan, to the word.
    public func document(_ plan: PlanDocument, publisher: String, at moment: Instant) -> OfficeDocument {
        OfficeDocument(
            title: plan.title, publisher: publisher, madeAt: moment.iso,
            blocks: PlanTable(plan, layout, isPaper: format.isPaper).blocks)
    }

    public func bytes(_ plan: PlanDocument, publisher: String, at moment: Instant) -> [UInt8] {
        DocumentWriter.bytes(document(plan, publisher: publisher, at: moment), as: format)
    }

    /// Small letters, figures and hyphens: "our-plan-2026-11-22.odt".
    public func name(_ plan: PlanDocument, on day: Day) -> String {
        let words = Words.of(plan.title).map { $0.filter { $0.isASCII } }.filter { !$0.isEmpty }.prefix(8)
        return "\(words.isEmpty ? "plan" : words.joined(separator: "-"))-\(day.iso).\(format.rawValue)"
    }
}
