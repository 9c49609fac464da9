import Accounts
import Database
import Pages

/// `/health` says that the program runs, `/ready` that it can do its work: for whoever watches over it, without a name or
/// a number of anyone's.
enum Readiness {
    static func routes(_ services: Services) -> [Route] {
        [
            .open("/health") { _, _, _ in Answer(.text("ok\n")) },
            // That the look-up before this got an answer is the proof that the database gives one.
            .open("/ready") { _, _, _ in
                guard let reason = services.readOnly else { return Answer(.text("ready\n")) }
                return Answer(.text(reason.banner + "\n"), status: 503)
            },
        ]
    }
}
