import Calendar
import Foundation
import Ledger
import Log

/// Addresses of this feature, typed once.
public enum LedgerURL {
    public static let overview = "/ledger"
    public static let verify = "/ledger/verify"
    public static let compare = "/ledger/compare"
    public static let checkpoint = "/ledger/checkpoint.txt"
    public static let verifier = "/ledger/verify.py"
    static func proof(_ position: Int) -> String { "/ledger/entries/\(position)/proof.txt" }
    public static func entry(_ position: Int) -> String { "/ledger/entries/\(position)" }

    /// Everything that the ledger says of an account or a record.
    public static func about(_ id: String) -> String { list(LedgerQuery(about: id)) }

    static func list(_ query: LedgerQuery, page: Int = 1) -> String {
        var parts: [String] = []
        if let kind = query.kind { parts.append("kind=\(kind.rawValue)") }
        if let about = query.about { parts.append("about=\(escaped(about))") }
        for (name, day) in [("from", query.from), ("to", query.to)] {
            guard let day else { continue }
            parts.append("\(name)-day=\(day.day)&\(name)-month=\(day.month)&\(name)-year=\(day.year)")
        }
        if page > 1 { parts.append("page=\(page)") }
        return parts.isEmpty ? overview : "\(overview)?\(parts.joined(separator: "&"))"
    }

    private static func escaped(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }
}
