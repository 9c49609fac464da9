// swift-tools-version:6.2
import PackageDescription

// The house, as a table: each line is a room and the rooms it may look into.
// Foundations know no word of the domain; features stand on them; Server puts the features together.
// A door that is not in this table does not compile. docs/architecture.md has the picture.

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let cryptoExtras: Target.Dependency = .product(name: "CryptoExtras", package: "swift-crypto")
let hummingbird: Target.Dependency = .product(name: "Hummingbird", package: "hummingbird")
let hummingbirdCore: Target.Dependency = .product(name: "HummingbirdCore", package: "hummingbird")
let httpTypes: Target.Dependency = .product(name: "HTTPTypes", package: "swift-http-types")
let nio: Target.Dependency = .product(name: "NIOCore", package: "swift-nio")
let nioSockets: Target.Dependency = .product(name: "NIOPosix", package: "swift-nio")
let nioHTTP: Target.Dependency = .product(name: "NIOHTTP1", package: "swift-nio")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let lifecycle: Target.Dependency = .product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let signals: Target.Dependency = .product(name: "UnixSignals", package: "swift-service-lifecycle")
let arguments: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let sqlite: Target.Dependency = .product(name: "GRDBSQLite", package: "GRDB.swift")

func room(_ name: String, _ uses: [Target.Dependency] = [], resources: [Resource] = []) -> Target {
    .target(name: name, dependencies: uses, resources: resources, swiftSettings: strict)
}

/// A feature stands on all the foundations and on the features that it names.
func feature(_ name: String, uses: [Target.Dependency] = [], resources: [Resource] = []) -> Target {
    room(name, ["Calendar", "Database", "Ledger", "Log", "Pages", "Documents", hummingbird, httpTypes] + uses, resources: resources)
}

func tests(_ name: String, of uses: [Target.Dependency]) -> Target {
    .testTarget(name: name, dependencies: uses, swiftSettings: strict)
}

let package = Package(
    name: "granville",
    platforms: [.macOS(.v15)],
    products: [.executable(name: "granville", targets: ["granville"])],
    dependencies: [
        .package(url: "https://github.com/hummingbird-project/hummingbird.git", from: "2.28.1"),
        .package(url: "https://github.com/groue/GRDB.swift.git", from: "7.10.0"),
        .package(url: "https://github.com/apple/swift-crypto.git", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-argument-parser.git", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log.git", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio.git", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-http-types.git", from: "1.8.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle.git", from: "2.13.0"),
    ],
    targets: [
        // the ground: what is too long to be held, for pages that take it and documents that read it
        room("Spools", [crypto]),

        // foundations
        room("Calendar"),
        room("Documents", ["CZlib", "Spools"]),
        room("Ledger", [crypto]),
        room("Vault", [crypto]),
        room("Database", [grdb, sqlite, "CLibPQ"]),
        room("Pages", ["Spools", hummingbird, httpTypes, nio, crypto], resources: [.embedInCode("Static")]),
        .systemLibrary(name: "CLibPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),

        // secrets beside the data
        room("Keyring", ["Database", "Vault", crypto]),

        // features
        room("Log", ["Database", "Ledger", "Vault", "Calendar", "Pages", hummingbird, httpTypes, crypto, logging],
             resources: [.embedInCode("Export")]),
        feature("Accounts", uses: ["Vault", crypto, cryptoExtras], resources: [.embedInCode("Data")]),
        feature("Plans", uses: ["Accounts"]),
        feature("Audit", uses: ["Accounts", "Vault"]),
        feature("Referrals", uses: ["Accounts", "Keyring", "Vault", "NeedToKnow", "Attachments", "Cases"], resources: [.embedInCode("Data")]),
        feature("NeedToKnow", uses: ["Accounts", "Keyring", "Vault"]),
        feature("Attachments", uses: ["Accounts", "Keyring", "Vault", "NeedToKnow", "Spools", crypto]),
        feature("Cases", uses: ["Accounts", "Keyring", "Vault", "NeedToKnow", "Attachments"], resources: [.embedInCode("Data")]),
        feature("Concerns", uses: ["Accounts", "Keyring", "Vault", "NeedToKnow", "Attachments", crypto], resources: [.embedInCode("Data")]),

        // the whole
        room("Server", ["Keyring", "Accounts", "Plans", "Audit", "NeedToKnow", "Attachments", "Concerns", "Cases", "Referrals", "Log", "Database", "Ledger", "Vault", "Pages", "Calendar", "Documents", "Spools",
                        hummingbird, hummingbirdCore, httpTypes, nio, nioSockets, nioHTTP, logging, lifecycle, signals]),
        .executableTarget(name: "granville", dependencies: ["Server", "Accounts", "Concerns", "Plans", "Log", "Ledger", "Vault", "Database", "Documents", "Calendar", logging, arguments], swiftSettings: strict),
        // measures the program; not part of it
        .executableTarget(name: "granville-bench", dependencies: ["Server", "Accounts", "Cases", "Concerns", "Keyring", "NeedToKnow", "Plans", "Log", "Ledger", "Vault", "Database", "Documents", "Calendar", sqlite, crypto, logging, arguments],
                          path: "Benchmarks", exclude: ["bench.py", "load.lua"], swiftSettings: strict),

        // tests
        .target(name: "Support", dependencies: ["Server", "Accounts", "Plans", "Log", "Database", "Ledger", "Vault", "Calendar", "Pages",
                                                hummingbird, .product(name: "HummingbirdTesting", package: "hummingbird"), httpTypes, nio, logging],
                path: "Tests/Support", swiftSettings: strict),
        tests("CalendarTests", of: ["Calendar"]),
        tests("SpoolsTests", of: ["Spools"]),
        tests("DocumentsTests", of: ["Documents", "Spools"]),
        tests("LedgerTests", of: ["Ledger", crypto]),
        tests("VaultTests", of: ["Vault", crypto]),
        tests("KeyringTests", of: ["Keyring", "Vault", "Database", crypto]),
        tests("PagesTests", of: ["Pages", "Spools"]),
        tests("DatabaseTests", of: ["Database", "Support"]),
        tests("LogTests", of: ["Accounts", "Cases", "Concerns", "Keyring", "NeedToKnow", "Log", "Server", "Database", "Ledger", "Vault", "Calendar", "Support"]),
        tests("AuditTests", of: ["Audit", "Server", "Accounts", "Log", "Database", "Ledger", "Calendar", "Support", hummingbird,
                                 .product(name: "HummingbirdTesting", package: "hummingbird"), httpTypes, nio]),
        tests("AccountsTests", of: ["Accounts", "Log", "Database", "Calendar", "Pages", "Support"]),
        tests("NeedToKnowTests", of: ["NeedToKnow", "Accounts", "Log", "Database", "Calendar", "Support", "Server", "Keyring"]),
        tests("AttachmentsTests", of: ["Attachments", httpTypes, "Documents", "NeedToKnow", "Accounts", "Log", "Database", "Calendar", "Support", "Server",
                                       "Keyring", "Vault", "Spools"]),
        tests("CasesTests", of: ["Cases", "Concerns", "Attachments", "Documents", "Spools", "NeedToKnow", "Accounts", "Log", "Ledger", "Database", "Calendar", "Pages", "Support", "Server", "Keyring",
                                 "Vault"]),
        tests("PlansTests", of: ["Plans", "Accounts", "Log", "Database", "Documents", "Calendar", "Pages", "Support"]),
        tests("ConcernsTests", of: ["Concerns", "NeedToKnow", "Accounts", "Log", "Database", "Vault", "Calendar", "Pages", "Support", "Server", "Keyring", hummingbird,
                                 .product(name: "HummingbirdTesting", package: "hummingbird")]),
        tests("ReferralsTests", of: ["Referrals", "Cases", "Concerns", "NeedToKnow", "Accounts", "Log", "Database", "Calendar", "Pages", "Support", "Server", "Keyring", "Vault"]),
        tests("ServerTests", of: ["Server", "Accounts", "Cases", "Concerns", "Keyring", "NeedToKnow", "Plans", "Referrals", "Log", "Ledger", "Database", "Calendar", "Pages", "Support", hummingbird,
                                  .product(name: "HummingbirdTesting", package: "hummingbird"), httpTypes, nio, logging]),
    ]
)
