import Accounts
import Database
import Log
import Logging
import ServiceLifecycle

/// Signs each organisation's ledger at a fixed beat while the program runs, asks its witnesses, and signs once more when
/// it stops.
struct CheckpointService: Service {
    private let services: Services

    init(_ services: Services) { self.services = services }

    func run() async throws {
        let beat = Duration.seconds(max(1, services.settings.checkpointSeconds))
        await cancelWhenGracefulShutdown {
            repeat {
                await signAll(askingWitnesses: true)
            } while (try? await Task.sleep(for: beat)) != nil
        }
        // Who stops the program does not wait for witnesses; they are asked at the next start.
        await signAll(askingWitnesses: false)
    }

    private func signAll(askingWitnesses: Bool) async {
        let organisations: [Organisation]
        do {
            organisations = try await services.database.read { try AccountStore.organisations($0) }
        } catch {
            return services.logger.error("no checkpoint signed", metadata: ["cause": "\(error)"])
        }
        for organisation in organisations {
            do {
                try await services.checkpoints.sign(organisation.id)
                if askingWitnesses { try await services.witnesses.ask(organisation.id) }
            } catch {
                services.logger.error(
                    "no checkpoint signed", metadata: ["organisation": "\(organisation.id)", "cause": "\(error)"])
            }
        }
    }
}
