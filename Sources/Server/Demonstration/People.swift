import Accounts

extension Demonstration {
    /// Everybody who can sign in. Names are invented; the roles are what a newcomer chooses by.
    enum Person: String, CaseIterable, Sendable {
        case sunniva, dilys, ranveer, aurelio, bronagh, kasimir, parveen, ivo, marisol, fenella
        case oluwaseun, tamsin, gethin, priyanka, cosima

        var name: String {
            switch self {
            case .sunniva: "Sunniva Partridge"
            case .dilys: "Dilys Okafor-Wren"
            case .ranveer: "Ranveer Thistlewood"
            case .aurelio: "Aurelio Finchley"
            case .bronagh: "Bronagh Adeyemi"
            case .kasimir: "Kasimir Wetherell"
            case .parveen: "Parveen Holmquist"
            case .ivo: "Ivo Nakamura-Bell"
            case .marisol: "Marisol Tregarthen"
            case .fenella: "Fenella Castro-Wray"
            case .oluwaseun: "Oluwaseun Barraclough"
            case .tamsin: "Tamsin Delacroix"
            case .gethin: "Gethin Marchetti"
            case .priyanka: "Priyanka Holloway"
            case .cosima: "Cosima Ferreira-Lunt"
            }
        }

        var roles: [Role] {
            switch self {
            case .sunniva: [.administrator]
            case .dilys, .parveen: [.planOwner, .leadOfficer]
            case .ranveer, .bronagh, .kasimir, .ivo: [.leadOfficer]
            case .aurelio, .marisol: [.reader]
            case .fenella: [.auditor]
            case .oluwaseun, .tamsin: [.pointOfContact]
            case .gethin, .priyanka: [.firstResponder]
            case .cosima: [.safeguardingLead]
            }
        }

        var login: String {
            name.lowercased().map { $0 == " " ? "." : String($0) }.joined() + "@wexcombe.example"
        }
    }

    /// The posts that lead the work.
    enum Seat: String, CaseIterable, Sendable {
        case hcs, ssm, hom, psl, lem, spm, com, lwa, dsm

        var abbreviation: String { rawValue.uppercased() }

        var title: String {
            switch self {
            case .hcs: "Head of Community Safety"
            case .ssm: "Strategic Safeguarding Manager"
            case .hom: "Housing Options Manager"
            case .psl: "Private Sector Housing Lead"
            case .lem: "Licensing and Environmental Health Manager"
            case .spm: "Strategic Procurement Manager"
            case .com: "Communications Manager"
            case .lwa: "Learning and Workforce Adviser"
            case .dsm: "Democratic Services Manager"
            }
        }

        /// Who held it, oldest first. The learning post is vacant, two changed hands, one is held by somebody who does
        /// not sign in, and one person holds two.
        var holders: [Holder] {
            switch self {
            case .hcs: [Holder(.dilys, from: -1460)]
            case .ssm: [Holder(.aurelio, from: -1120, to: -312), Holder(.ranveer, from: -311)]
            case .hom: [Holder(.bronagh, from: -980)]
            case .psl: [Holder(.bronagh, from: -240)]
            case .lem: [Holder(.kasimir, from: -1300)]
            case .spm: [Holder(.parveen, from: -860)]
            case .com: [Holder(name: "Jocasta Vanterpool", from: -1010, to: -436), Holder(.ivo, from: -435)]
            case .lwa: [Holder(name: "Nerys Abarough", from: -905, to: -47)]
            case .dsm: [Holder(name: "Huw Castellane", from: -1600)]
            }
        }
    }

    struct Holder: Sendable {
        /// Nil for somebody who does not sign in.
        let person: Person?
        let name: String
        let from: Int
        let to: Int?

        init(_ person: Person, from: Int, to: Int? = nil) {
            self.person = person
            name = person.name
            self.from = from
            self.to = to
        }

        init(name: String, from: Int, to: Int? = nil) {
            person = nil
            self.name = name
            self.from = from
            self.to = to
        }

        func holds(on day: Int) -> Bool { from <= day && (to.map { day <= $0 } ?? true) }
    }
}
