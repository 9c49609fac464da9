public import Accounts

/// What somebody who reported said of themselves, as another feature gives it: what to call them, and how to reach them.
public struct KnownReporter: Sendable {
    public let names: [String]
    public let contacts: [String]

    public init(names: [String], contacts: [String]) {
        self.names = names
        self.contacts = contacts
    }

    /// Gives those who reported the concerns of a case. Records that they are opened before they are.
    public typealias Reading = @Sendable (_ concerns: [String], _ viewer: Viewer) async throws -> [KnownReporter]

    /// As the screen knows them. A finding says no more of them than that.
    var known: KnownPerson {
        var one = KnownPerson(role: "a person who reported", names: names)
        for contact in contacts { one.addContact(contact) }
        return one
    }
}
