import Foundation
import FoundationXML

/// What reads an XML file as it goes by. Names come without their prefix: office programs choose prefixes freely.
protocol XMLWalker: AnyObject {
    /// Return false to leave out the element with all that is in it.
    func enter(_ name: String, _ attributes: XMLAttributes) throws(SourceError) -> Bool
    func text(_ text: String) throws(SourceError)
    func leave(_ name: String) throws(SourceError)
    /// True once the rest of the file is of no interest.
    var isDone: Bool { get }
}

struct XMLAttributes {
    fileprivate var values: [String: String]

    init(_ values: [String: String] = [:]) {
        self.values = values
    }

    /// The attribute of that name, whatever its prefix.
    subscript(_ name: String) -> String? {
        if let value = values[name] ?? values["w:" + name] { return value }
        guard values.count > 0 else { return nil }
        return values.first { $0.key.hasSuffix(":" + name) }?.value
    }

    /// An on-off property: present without a value means on.
    var isOn: Bool {
        guard let value = self["val"] else { return true }
        return value != "0" && value != "false" && value != "off"
    }
}

/// The elements that one document may still have, through all its parts.
final class XMLBudget {
    private var left: Int

    init(elements: Int = SourceLimits.elements) {
        left = elements
    }

    func spend() throws(SourceError) {
        left -= 1
        guard left >= 0 else { throw .tooLargeInside }
    }
}

enum XMLWalk {
    /// Walks through one part of an office file.
    /// - Throws: what the walker throws, and a `SourceError` for anything that is not plain UTF-8 XML.
    static func read(_ bytes: [UInt8], _ walker: some XMLWalker, budget: XMLBudget) throws(SourceError) {
        let content = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
        try XMLGate.check(content)
        let delegate = WalkDelegate(walker, budget)
        // Read in place: a part may have 50 MB, and a copy would have as many again.
        let isWhole = content.withUnsafeBytes { content in
            guard let start = content.baseAddress else { return false }
            let data = Data(
                bytesNoCopy: UnsafeMutableRawPointer(mutating: start), count: content.count, deallocator: .none)
            // As a stream it comes in small pieces; in one piece libxml2 refuses more than 10 MB.
            let parser = XMLParser(stream: InputStream(data: data))
            parser.shouldProcessNamespaces = false
            parser.shouldResolveExternalEntities = false
            parser.delegate = delegate
            return parser.parse()
        }
        if let error = delegate.error { throw error }
        guard isWhole || walker.isDone else { throw .damaged }
    }
}

private final class WalkDelegate: NSObject, XMLParserDelegate {
    private let walker: any XMLWalker
    private let budget: XMLBudget
    private(set) var error: SourceError?
    /// How many elements deep we are in one that the walker left out.
    private var leftOut = 0
    private var isStopped = false

    init(_ walker: any XMLWalker, _ budget: XMLBudget) {
        self.walker = walker
        self.budget = budget
    }

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String]
    ) {
        guard !isStopped else { return }
        attempt(parser) { () throws(SourceError) in
            try budget.spend()
            if leftOut > 0 {
                leftOut += 1
            } else if try !walker.enter(local(name), XMLAttributes(attributes)) {
                leftOut = 1
            }
        }
    }

    func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
        guard !isStopped else { return }
        guard leftOut == 0 else { leftOut -= 1; return }
        attempt(parser) { () throws(SourceError) in try walker.leave(local(name)) }
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) {
        guard !isStopped, leftOut == 0 else { return }
        attempt(parser) { () throws(SourceError) in try walker.text(string) }
    }

    func parser(_ parser: XMLParser, foundCDATA block: Data) {
        guard !isStopped, leftOut == 0 else { return }
        attempt(parser) { () throws(SourceError) in try walker.text(String(decoding: block, as: UTF8.self)) }
    }

    private func attempt(_ parser: XMLParser, _ step: () throws(SourceError) -> Void) {
        do { try step() } catch { self.error = error }
        guard error != nil || walker.isDone else { return }
        isStopped = true
        parser.abortParsing()
    }

    private func local(_ name: String) -> String {
        guard let colon = name.utf8.firstIndex(of: UInt8(ascii: ":")) else { return name }
        return String(name[name.index(after: colon)...])
    }
}
