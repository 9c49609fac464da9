import Accounts
import ArgumentParser
import Database
import Log
import Server

struct AccountCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "account", abstract: "Help somebody back in, where no administrator can.",
        subcommands: [AccountResetFactorCommand.self])
}

/// For the day on which the only administrator has lost both phone and paper.
struct AccountResetFactorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reset-factor", abstract: "Take off somebody's second factor.",
        discussion: """
            Their sessions end, their password alone signs them in, and they read the reason at the next sign-in. It is
            recorded in the ledger. In the program itself an administrator can do the same.

            EXAMPLES
              granville account reset-factor jo.bright@borsetshire.gov.uk --reason "Phone lost" --data /srv/granville
            """)

    @Argument(help: "The name that they sign in with.")
    var login: String

    @Option(help: "Why, as they are to read it.")
    var reason: String

    @OptionGroup var data: DataOptions

    func run() async throws {
        let services = try data.services()
        defer { services.close() }
        for organisation in try await services.database.read({ try AccountStore.organisations($0) }) {
            guard try await services.accounts.resetFactor(login: login, in: organisation.id, reason: reason) else {
                continue
            }
            say("The second factor of \(login) is taken off. They are told at the next sign-in.")
            return
        }
        throw Failure("Nobody who signs in as “\(login)” has a second factor. Nothing was changed.")
    }
}
