/// What a person is in the organisation. One account may hold several.
public enum Role: Int, CaseIterable, Sendable {
    case administrator = 1
    case planOwner = 2
    case leadOfficer = 4
    case reader = 8
    case auditor = 16
    case pointOfContact = 32
    case firstResponder = 64
    case safeguardingLead = 128

    public var name: String {
        switch self {
        case .administrator: "Administrator"
        case .planOwner: "Plan owner"
        case .leadOfficer: "Lead officer"
        case .reader: "Reader"
        case .auditor: "Auditor"
        case .pointOfContact: "Single point of contact"
        case .firstResponder: "First responder"
        case .safeguardingLead: "Safeguarding lead"
        }
    }

    /// What the role is for, as the accounts page explains it.
    public var purpose: String {
        switch self {
        case .administrator: "Looks after accounts and posts. Does not see the plan unless they hold another role too"
        case .planOwner: "Brings plans in, edits them, and accepts levels"
        case .leadOfficer: "Reports on the actions that their posts lead"
        case .reader: "Reads the plan"
        case .auditor: "Reads the plan and checks the ledger"
        case .pointOfContact: "Decides what becomes of each concern, and keeps the log of cases and referrals"
        case .firstResponder: "Works on the cases given to them: talks to people, prepares referrals"
        case .safeguardingLead: "Sees that there are cases, joins those given to them, and reviews urgent looks"
        }
    }

    /// The one place that says what a role may do. All else asks for a permission, never for a role.
    var permissions: Set<Permission> {
        switch self {
        case .administrator: [.manageAccounts, .managePosts]
        case .planOwner: [.readPlan, .updateActions, .updateAnyAction, .editPlan, .managePosts]
        case .leadOfficer: [.readPlan, .updateActions]
        case .reader: [.readPlan]
        case .auditor: [.readPlan, .readLedger]
        case .pointOfContact: [.triage, .workCases, .reviewLooks]
        case .firstResponder: [.workCases]
        case .safeguardingLead: [.workCases, .oversee, .reviewLooks]
        }
    }
}

public enum Permission: String, CaseIterable, Sendable {
    case readPlan
    /// Report on actions that a post of one's own leads.
    case updateActions
    /// Report on every action.
    case updateAnyAction
    /// Import, edit, accept levels, undo.
    case editPlan
    case managePosts
    case manageAccounts
    case readLedger
    /// Sees every concern and case and decides what becomes of them.
    case triage
    /// Works on the cases given to them or to their teams.
    case workCases
    /// Sees in outline that there are concerns and cases.
    case oversee
    /// Reviews what was opened in an emergency.
    case reviewLooks
}

/// The roles of an account, stored as one number.
public struct RoleSet: Hashable, Sendable {
    public let stored: Int

    public init(stored: Int) { self.stored = stored }
    public init(_ roles: [Role]) { stored = roles.reduce(0) { $0 | $1.rawValue } }

    public var roles: [Role] { Role.allCases.filter { stored & $0.rawValue != 0 } }

    public func may(_ permission: Permission) -> Bool {
        Role.allCases.contains { stored & $0.rawValue != 0 && $0.permissions.contains(permission) }
    }

    public var words: String {
        let names = roles.map(\.name)
        return names.isEmpty ? "No role" : names.joined(separator: ", ")
    }
}
