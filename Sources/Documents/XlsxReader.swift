struct XlsxReader {
    init(_ archive: ZipArchive) {}
    func read() throws(SourceError) -> SourceDocument { throw .damaged }
}
