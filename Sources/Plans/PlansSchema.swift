public import Database

public let plansSchema = Schema(feature: "plans", migrations: [])
