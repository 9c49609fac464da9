/// What may be changed of an account, and by whom.
enum AccountRules {
    /// Why the change must not be made, or nil.
    /// - Parameters:
    ///   - actor: the account that acts; nil for the program itself.
    ///   - others: all other accounts of the organisation.
    static func problem(
        _ change: AccountChange, of old: Account, by actor: String?, others: [Account]
    ) -> AccountProblem? {
        let name = change.name ?? old.name
        let roles = change.roles ?? old.roles
        let active = change.active ?? old.active
        let wasAdministrator = old.active && old.roles.may(.manageAccounts)
        if wasAdministrator && !(active && roles.may(.manageAccounts)) {
            let isOneLeft = others.contains { $0.active && $0.roles.may(.manageAccounts) }
            guard isOneLeft else { return .lastAdministrator }
            if old.id == actor { return .ownAdministratorRole }
        }
        // Whoever looks after accounts could else let themselves in everywhere, alone.
        if old.id == actor && roles.stored & ~old.roles.stored != 0 { return .ownNewRole }
        return name == old.name && roles == old.roles && active == old.active ? .nothingChanged : nil
    }

    /// The names of what changes, for the ledger.
    static func fields(_ change: AccountChange, of old: Account) -> [String] {
        var fields: [String] = []
        if let name = change.name, name != old.name { fields.append("name") }
        if let roles = change.roles, roles != old.roles { fields.append("roles") }
        if let active = change.active, active != old.active { fields.append("active") }
        return fields
    }

    static func words(_ change: AccountChange, of old: Account) -> String {
        switch (old.active, change.active) {
        case (true, false): "closed an account"
        case (false, true): "reopened an account"
        default: "changed an account"
        }
    }
}
