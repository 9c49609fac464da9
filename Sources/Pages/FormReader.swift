public import Spools

/// Reads a form as it arrives: `application/x-www-form-urlencoded` or `multipart/form-data`.
public struct FormReader {
    private var urlEncoded: [UInt8] = []
    private var multipart: MultipartReader?
    private let textLimit: Int

    /// - Parameters:
    ///   - textLimit: bytes of all texts together; they are kept in memory.
    ///   - spool: where a file is put aside.
    public init(contentType: String, textLimit: Int, spool: @escaping () -> Spool) throws(FormData.Failure) {
        self.textLimit = textLimit
        switch contentType.prefix(while: { $0 != ";" }).lowercased().filter({ $0 != " " }) {
        case "application/x-www-form-urlencoded": break
        case "multipart/form-data":
            guard let boundary = HeaderValue(contentType).parameters["boundary"] else { throw .broken("no boundary") }
            multipart = try MultipartReader(boundary: boundary, textLimit: textLimit, spool: spool)
        default: throw .notAForm(contentType: contentType)
        }
    }

    /// - Throws: `FormData.Failure`, or `SpoolError` where a file cannot be put aside.
    public mutating func add(_ piece: some Collection<UInt8>) throws {
        if multipart != nil {
            try multipart?.add(piece)
        } else {
            guard urlEncoded.count + piece.count <= textLimit else { throw FormData.Failure.tooLong(limit: textLimit) }
            urlEncoded += piece
        }
    }

    /// Call it once, when nothing more comes.
    public consuming func finish() throws(FormData.Failure) -> FormData {
        if let multipart { return try multipart.finish() }
        return try FormData(urlEncoded: urlEncoded)
    }
}
