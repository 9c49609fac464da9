import Pages

/// A form that was filled in before somebody else changed the same thing: it is never saved over the newer version, and
/// what was typed is never lost. The page shows both, and the person decides.
enum StaleForm {
    static let status = 409

    static func problem(_ what: String) -> Problems {
        var problems = Problems()
        problems.add("Somebody else changed this \(what) while you were writing. What you entered is not saved yet")
        return problems
    }

    /// Stands above the form, which holds what the person entered.
    static func notice(_ differences: [Difference], keep: Link) -> HTML {
        """
        \(difference(differences, caption: "Both versions", old: "Saved now", new: "You entered"))
        <p>Change the form until it says what it should, then save it. Or <a\(href: keep.href)>\(keep.text)</a>.</p>
        """
    }
}
