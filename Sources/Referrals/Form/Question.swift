/// One question of the national form. Its field and stored words are the form's own; label and hint are ours.
public struct Question: Equatable, Sendable {
    public enum Kind: String, Sendable, Decodable, CaseIterable {
        case text, longText, oneOf, severalOf, tick, date, list, email, phone, number, files

        /// Written by hand, so that it may hold anything.
        public var isFreeText: Bool {
            switch self {
            case .text, .longText, .email, .phone, .number: true
            case .oneOf, .severalOf, .tick, .date, .list, .files: false
            }
        }
    }

    /// The answer that another answer gives, so that the question is not asked.
    public struct Forced: Equatable, Sendable, Decodable {
        public let when: Condition
        public let value: String
    }

    /// Place in the national form, counted from 1; never twice the same.
    public let order: Int
    /// The form's field. Two questions may share one where no sheet shows both.
    public let field: String
    /// The page of the national form that asks it.
    public let page: String
    /// The key of its section.
    public let section: String
    public let kind: Kind
    /// The stored words of one-of and several-of, in order.
    public let words: [String]
    /// The name of the list that a list question chooses from.
    public let list: String?
    public let required: Bool
    /// UTF-16 units, a line break as two: so the national form counts.
    public let limit: Int?
    public let noWebAddress: Bool
    /// Ticks of one group of which at least one must be set.
    public let oneOfGroup: String?
    public let when: Condition
    public let forced: Forced?
    /// A change of this answer takes the person back: later answers are asked again.
    public let cutsBack: Bool
    public let label: String
    /// At most 120 characters; may be empty.
    public let hint: String
}

extension Question: Decodable {
    private enum Key: String, CodingKey {
        case order, field, page, section, kind, words, list, required, limit, noWebAddress, oneOfGroup, when, forced
        case cutsBack, label, hint
    }

    public init(from decoder: any Decoder) throws {
        let data = try decoder.container(keyedBy: Key.self)
        order = try data.decode(Int.self, forKey: .order)
        field = try data.decode(String.self, forKey: .field)
        page = try data.decode(String.self, forKey: .page)
        section = try data.decode(String.self, forKey: .section)
        kind = try data.decode(Kind.self, forKey: .kind)
        words = try data.decodeIfPresent([String].self, forKey: .words) ?? []
        list = try data.decodeIfPresent(String.self, forKey: .list)
        required = try data.decodeIfPresent(Bool.self, forKey: .required) ?? false
        limit = try data.decodeIfPresent(Int.self, forKey: .limit)
        noWebAddress = try data.decodeIfPresent(Bool.self, forKey: .noWebAddress) ?? false
        oneOfGroup = try data.decodeIfPresent(String.self, forKey: .oneOfGroup)
        when = try data.decodeIfPresent(Condition.self, forKey: .when) ?? .always
        forced = try data.decodeIfPresent(Forced.self, forKey: .forced)
        cutsBack = try data.decodeIfPresent(Bool.self, forKey: .cutsBack) ?? false
        label = try data.decode(String.self, forKey: .label)
        hint = try data.decodeIfPresent(String.self, forKey: .hint) ?? ""
    }
}
