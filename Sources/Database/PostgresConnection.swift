import CLibPQ

/// One libpq connection and its prepared statements. Used by one thread at a time.
final class PostgresConnection: Connection {
    private let url: String
    private let setUp: [SQL]
    private var handle: OpaquePointer?
    private var prepared: [String: String] = [:]

    init(url: String, setUp: [SQL]) throws {
        self.url = url
        self.setUp = setUp
        super.init(dialect: .postgres)
        try connect()
    }

    private func connect() throws {
        prepared = [:]
        handle = PQconnectdb(url)
        guard PQstatus(handle) == CONNECTION_OK else {
            let why = message()
            end()
            throw DatabaseError.broken(why)
        }
        // libpq's notices ("relation already exists, skipping") would otherwise go to standard error.
        PQsetNoticeProcessor(handle, { _, _ in }, nil)
        for statement in setUp { _ = try execute(statement) }
    }

    /// A server that was restarted is found again; the job that met the loss has already been told.
    func reconnectIfLost() {
        guard handle == nil || PQstatus(handle) == CONNECTION_BAD else { return }
        end()
        try? connect()
    }

    func end() {
        if let handle { PQfinish(handle) }
        handle = nil
    }

    override func open(_ sql: SQL) throws -> Cursor { PostgresCursor(try run(sql)) }

    override func execute(_ sql: SQL) throws -> Int {
        let result = try run(sql)
        defer { PQclear(result) }
        return Int(String(cString: PQcmdTuples(result))) ?? 0
    }

    private func run(_ sql: SQL) throws -> OpaquePointer {
        guard handle != nil else { throw DatabaseError.closed }
        let name = try prepare(sql.text)
        var texts: [[UInt8]?] = []
        var formats: [Int32] = []
        for value in sql.values {
            switch value {
            case .null: texts.append(nil); formats.append(0)
            case .int(let number): texts.append(Array(String(number).utf8) + [0]); formats.append(0)
            case .text(let text): texts.append(Array(text.utf8) + [0]); formats.append(0)
            case .bytes(let bytes): texts.append(bytes.isEmpty ? [0] : bytes); formats.append(1)
            }
            if case .text(let text) = value, text.utf8.contains(0) {
                throw DatabaseError.refused("text with a zero byte")
            }
        }
        let lengths = sql.values.map { value -> Int32 in
            if case .bytes(let bytes) = value { Int32(bytes.count) } else { 0 }
        }
        let result = withPointers(to: texts) { pointers in
            PQexecPrepared(handle, name, Int32(pointers.count), pointers, lengths, formats, 0)
        }
        return try check(result)
    }

    private func prepare(_ text: String) throws -> String {
        if let name = prepared[text] { return name }
        let name = "s\(prepared.count)"
        PQclear(try check(PQprepare(handle, name, Self.numbered(text), 0, nil)))
        prepared[text] = name
        return name
    }

    /// `?` becomes `$1`, `$2`… Statements hold no question mark of their own: quoted text is bound, not written.
    private static func numbered(_ text: String) -> String {
        var numbered = ""
        var count = 0
        for character in text {
            if character == "?" {
                count += 1
                numbered += "$\(count)"
            } else {
                numbered.append(character)
            }
        }
        return numbered
    }

    private func check(_ result: OpaquePointer?) throws -> OpaquePointer {
        guard let result else { throw DatabaseError.broken(message()) }
        switch PQresultStatus(result) {
        case PGRES_COMMAND_OK, PGRES_TUPLES_OK: return result
        default:
            let state = PQresultErrorField(result, 67 /* 'C': SQLSTATE */).map { String(cString: $0) } ?? ""
            let primary = PQresultErrorField(result, 77 /* 'M': message */).map { String(cString: $0) } ?? message()
            PQclear(result)
            throw Self.error(state: state, message: primary)
        }
    }

    private static func error(state: String, message: String) -> DatabaseError {
        // Of its class only this one is the disk; the others are memory and connections.
        if state == "53100" { return .full }
        return switch state.prefix(2) {
        case "23", "22": .refused(message)
        case "08", "57", "58", "XX": .broken(message)
        case "55", "40": .busy
        default: state.isEmpty ? .broken(message) : .failed("\(state) \(message)")
        }
    }

    private func message() -> String { handle.map { String(cString: PQerrorMessage($0)) } ?? "no connection" }

    private func withPointers<R>(to values: [[UInt8]?], _ body: ([UnsafePointer<CChar>?]) -> R) -> R {
        // One flat buffer keeps every value alive for the call.
        var flat: [CChar] = []
        var offsets: [Int?] = []
        for value in values {
            offsets.append(value == nil ? nil : flat.count)
            if let value { flat.append(contentsOf: value.map { CChar(bitPattern: $0) }) }
        }
        return flat.withUnsafeBufferPointer { buffer in
            body(offsets.map { offset in offset.flatMap { buffer.baseAddress?.advanced(by: $0) } })
        }
    }
}

/// A result as libpq gives it, whole, in text form.
final class PostgresCursor: Cursor {
    private let result: OpaquePointer
    private let count: Int32
    private var row: Int32 = -1

    init(_ result: OpaquePointer) {
        self.result = result
        count = PQntuples(result)
    }

    override func next() throws -> Bool {
        row += 1
        return row < count
    }

    override func int(_ column: Int) -> Int? { text(column).flatMap { Int($0) } }

    override func text(_ column: Int) -> String? {
        guard PQgetisnull(result, row, Int32(column)) == 0 else { return nil }
        return PQgetvalue(result, row, Int32(column)).map { String(cString: $0) }
    }

    override func bytes(_ column: Int) -> [UInt8]? {
        guard PQgetisnull(result, row, Int32(column)) == 0, let value = PQgetvalue(result, row, Int32(column)) else {
            return nil
        }
        var length = 0
        let decoded = value.withMemoryRebound(to: UInt8.self, capacity: 1) { PQunescapeBytea($0, &length) }
        guard let decoded else { return nil }
        defer { PQfreemem(decoded) }
        return [UInt8](UnsafeBufferPointer(start: decoded, count: length))
    }

    override func close() { PQclear(result) }
}
