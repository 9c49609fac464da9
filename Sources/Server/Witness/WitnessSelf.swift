public import Accounts
import Database
public import Ledger
import Log
import Vault

extension Services {
    /// The name and key with which this installation vouches for others; nil where it has none yet. Throws where the
    /// key file is not the one that the database speaks of: two witnesses of one name would be worth nothing.
    public func witnessSigner() async throws -> CosignatureSigner? {
        guard let named = try await database.read({ try WitnessName.read($0) }) else { return nil }
        let folder = settings.keyFolder
        let signer = try CosignatureSigner(name: named.name, key: WitnessKey.load(from: folder))
        guard signer.cosigner == named else {
            throw StartFault("“\(folder)/\(WitnessKey.file)” is not the witness key of this database. Put the right one back.")
        }
        return signer
    }

    /// Takes a name to vouch under, and makes the key file where there is none. The name stays.
    public func becomeWitness(_ name: String, of organisation: Organisation) async throws -> Cosigner {
        if let known = try await database.read({ try WitnessName.read($0) }) { throw WitnessFault.named(known.vkey) }
        let folder = settings.keyFolder
        let key = WitnessKey.exists(in: folder) ? try WitnessKey.load(from: folder) : try WitnessKey.create(in: folder)
        let cosigner = try CosignatureSigner(name: name, key: key).cosigner
        try await WitnessName.take(cosigner, organisation: organisation.id, by: recorder)
        return cosigner
    }
}
