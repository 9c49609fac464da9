import Accounts
import ArgumentParser
import Foundation
import Server
import Vault

struct InitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init", abstract: "Set up an organisation and its first account, for real use.",
        discussion: """
            Asks for what is not given. The password is read from the terminal without showing it, or from a file.

            EXAMPLES
              granville init --data /srv/granville
              granville init --data /srv/granville --organisation "Borsetshire Council" --name "Jo Bright" \\
                --login jo.bright@borsetshire.gov.uk --password-file first-password.txt
            """)

    @OptionGroup var data: DataOptions

    @Option(name: .long, help: "The organisation's name, as letters carry it.")
    var organisation: String?

    @Option(name: .long, help: "The first administrator's name.")
    var name: String?

    @Option(name: .long, help: "What they sign in with: an email address.")
    var login: String?

    @Option(name: .customLong("password-file"), help: ArgumentHelp(
        "A file whose first line is their password; - for standard input.", valueName: "file"))
    var passwordFile: String?

    func run() async throws {
        guard !SystemKeys.anyExist(in: data.keyFolder) else {
            throw Failure("The folder “\(data.data)” already holds a Granville. Nothing was changed.")
        }
        let organisation = try organisation ?? ask("Name of the organisation: ")
        let name = try name ?? ask("Name of the first administrator: ")
        let login = try login ?? ask("Their email address, to sign in with: ")
        let password = try passwordFile.map(read) ?? askPassword(login: login, name: name, organisation: organisation)
        let reasons = AccountStore.reasonsAgainst(
            password: password, login: login, name: name, organisation: organisation)
        guard reasons.isEmpty else { throw Failure(reasons.joined(separator: "\n")) }

        try FileManager.default.createDirectory(
            atPath: data.keyFolder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        let keys = try SystemKeys.create(in: data.keyFolder)
        let services = try Services(settings: data.settings(), keys: keys, logger: quietLogger())
        _ = try await services.accounts.begin(
            organisation: organisation, demonstration: false,
            administrator: NewAccount(
                login: login, name: name, password: password, roles: RoleSet([.administrator, .planOwner]),
                mustChangePassword: false))
        services.close()
        say("""
            \(organisation) is set up in “\(data.data)”.
            Keep a copy of “\(data.keyFolder)” in a safe place, apart from the database: without it nothing sealed can be opened.
            Next: granville serve --data \(data.data)
            """)
    }

    private func ask(_ question: String) throws -> String {
        FileHandle.standardError.write(Data(question.utf8))
        guard let line = readLine(), !line.trimmingCharacters(in: .whitespaces).isEmpty else {
            throw Failure("Nothing was given.", hint: "See: granville init --help")
        }
        return line.trimmingCharacters(in: .whitespaces)
    }

    private func read(_ file: String) throws -> String {
        let text: String? = file == "-" ? readLine() : (try? String(contentsOfFile: file, encoding: .utf8))
        guard let first = text?.split(separator: "\n", omittingEmptySubsequences: false).first else {
            throw Failure("couldn't read the password file “\(file)”")
        }
        return String(first)
    }

    private func askPassword(login: String, name: String, organisation: String) throws -> String {
        guard isatty(0) == 1 else {
            throw Failure("There is no terminal to ask for a password.", hint: "Give --password-file")
        }
        let first = String(cString: getpass("Password, at least 12 characters: "))
        guard String(cString: getpass("The same again: ")) == first else { throw Failure("The two passwords differ.") }
        return first
    }
}
