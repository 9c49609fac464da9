import Plans

public import Vault
import Accounts
import Calendar
import Log
import Logging

/// An invented council for a newcomer's first minutes.
public enum Demonstration {
    public static func make(settings: Settings, keys: SystemKeys) async throws {
        let services = try Services(
            settings: settings, keys: keys, logger: Logger(label: "granville"), cost: .cheap)
        _ = try await services.accounts.begin(
            organisation: "Wexcombe Borough Council", demonstration: true,
            administrator: NewAccount(
                login: "administrator", name: "Ada Ministrator", password: "demonstration-only",
                roles: RoleSet([.administrator]), mustChangePassword: false))
        services.close()
    }
}
