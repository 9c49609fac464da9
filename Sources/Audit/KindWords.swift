import Ledger
import Log

/// An entry's class in the words of the page.
enum KindWords {
    static let all: [(kind: EntryClass, words: String)] = [
        (.planWrite, "Plans and progress"), (EntryClass("plan.level"), "Levels"), (.planImport, "Plans brought in"),
        (EntryClass("plan.export"), "Plans taken out"), (EntryClass("plan.version"), "Versions and publishing"),
        (.accountWrite, "Accounts"), (EntryClass("post.write"), "Posts"),
        (.authOk, "Signing in and out"), (.authFail, "Wrong passwords"), (.auditRead, "Looks at the ledger"),
        (.config, "Set-up"), (.restart, "Starts of the program"), (.ledgerTime, "The computer’s clock"),
        (.backup, "Backups"), (.ledgerNext, "A ledger that follows another"),
        (.witness, "Vouching for other ledgers"),
    ]

    static func of(_ kind: String) -> String { all.first { $0.kind.rawValue == kind }?.words ?? kind }
}
