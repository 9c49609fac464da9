import Accounts
import ArgumentParser
import Database
import Logging
import Server

struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Answer browsers.",
        discussion: """
            EXAMPLES
              granville serve --data /srv/granville
              granville serve --data /srv/granville --database postgresql://granville@db/granville
              granville serve --data /srv/granville --public-url https://slavery.example.gov.uk
            """)

    @OptionGroup var data: DataOptions
    @OptionGroup var listen: ListenOptions

    func run() async throws {
        var settings = data.settings()
        listen.apply(to: &settings)
        let services = try data.services(settings, logger: listen.logger())
        try await serve(services)
    }
}

/// Runs until it is told to stop; what was answered by then is on disk.
func serve(_ services: Services) async throws {
    let organisations = try services.database.readNow { try AccountStore.organisations($0) }
    guard let organisation = organisations.first else {
        throw Failure("The database has no organisation yet.", hint: "Set it up with: granville init")
    }
    let faults = services.settings.faults(demonstration: organisation.isDemonstration)
    guard faults.isEmpty else { throw Failure(faults.joined(separator: "\n")) }
    say("\(organisation.name) is at \(services.settings.address)")
    if organisation.isDemonstration {
        say("Everything in it is invented. Open the address and choose whom to look around as; no password is needed.")
    } else {
        say("Sign in with the name and password that were given at set-up.")
    }
    say("Stop with Ctrl-C.")
    try await run(services)
    services.close()
}
