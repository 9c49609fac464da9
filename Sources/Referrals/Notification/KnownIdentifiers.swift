public import Calendar

/// What is known of somebody on the case and must not be in a notification: the person, the reporter, family, others.
public struct KnownPerson: Equatable, Sendable {
    /// Who that is on the case, for the sentence of a finding: "the person", "the reporter". Not a name.
    public var role: String
    /// Full names, other names, names in other scripts, each as written.
    public var names: [String]
    public var birthDates: [Day]
    /// Each on one or several lines.
    public var addresses: [String]
    public var postcodes: [String]
    public var telephones: [String]
    public var emails: [String]
    /// Names in social media and messengers.
    public var accounts: [String]
    /// Passport, Home Office, national insurance, case and health numbers.
    public var references: [String]
    public var vehicles: [String]

    public init(
        role: String, names: [String] = [], birthDates: [Day] = [], addresses: [String] = [], postcodes: [String] = [],
        telephones: [String] = [], emails: [String] = [], accounts: [String] = [], references: [String] = [],
        vehicles: [String] = []
    ) {
        self.role = role
        self.names = names
        self.birthDates = birthDates
        self.addresses = addresses
        self.postcodes = postcodes
        self.telephones = telephones
        self.emails = emails
        self.accounts = accounts
        self.references = references
        self.vehicles = vehicles
    }
}
