/// Takes a lead cell apart into the posts it names.
struct LeadReading {
    /// Titles by abbreviation in capitals.
    private let legend: Set<String>

    init(legend: [ImportedPlan.LegendEntry]) {
        self.legend = Set(legend.map { $0.abbreviation.uppercased() })
    }

    struct Posts {
        /// In the order written, with those that come back.
        var names: [String]
        /// True where only spaces or lines part them, as leads are listed step by step: "HSSC SSCM HSSC".
        var isList: Bool
    }

    func posts(in lines: [CellLine]) -> Posts {
        var names: [String] = []
        var isList = true
        for line in lines {
            let parts = line.text.split(whereSeparator: { $0 == "/" || $0 == ";" || $0 == "|" })
            if parts.count > 1 { isList = false }
            for part in parts {
                let name = Tidy.trim(part, of: " ,.")
                guard !name.isEmpty else { continue }
                names += codes(in: name) ?? roleNames(in: name)
            }
        }
        return Posts(names: names, isList: isList && names.count > 1)
    }

    /// Nil unless every word is an abbreviation of the legend, or has the shape of one where there is no legend.
    private func codes(in name: String) -> [String]? {
        let parts = name.split(whereSeparator: { $0 == " " || $0 == "," || $0 == "&" || $0 == "+" })
            .filter { $0.lowercased() != "and" }
        guard parts.count > 1 else { return nil }
        let areCodes = parts.allSatisfy { part in
            legend.isEmpty ? Letters.isCode(part) : legend.contains(part.uppercased())
        }
        return areCodes ? parts.map(String.init) : nil
    }

    /// Parts at a comma, "and" or "&" only where each part names a role: "Policy & Community Engagement Manager" is
    /// one.
    private func roleNames(in name: String) -> [String] {
        let marked = name.replacing(", and ", with: ",").replacing(" and ", with: ",").replacing(" & ", with: ",")
        let parts = marked.split(separator: ",").map { Tidy.spaces($0) }.filter { !$0.isEmpty }
        guard parts.count > 1, parts.allSatisfy(namesRole) else { return [name] }
        return parts
    }

    private func namesRole(_ part: String) -> Bool {
        if legend.contains(part.uppercased()) { return true }
        return Self.holdsRole(part)
    }

    static func holdsRole(_ text: String) -> Bool { Words.of(text).contains { roles.contains($0) } }

    private static let roles: Set<String> = [
        "officer", "officers", "manager", "managers", "head", "lead", "leader", "director", "directors", "team",
        "teams",
        "coordinator", "chair", "board", "group", "executive", "adviser", "advisor", "commissioner", "solicitor",
        "monitoring", "champion", "councillor", "member", "assistant", "administrator", "spoc", "partnership", "panel",
        "committee", "supervisor", "inspector", "sergeant",
    ]
}
