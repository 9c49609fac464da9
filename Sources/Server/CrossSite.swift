import HTTPTypes

/// Refuses forms that another site made a browser send.
///
/// `Sec-Fetch-Site` decides where the browser sends it; else `Origin` must be our own host; with neither, a request that
/// carries a cookie is refused. Source: the rule of Go 1.25's CrossOriginProtection; ASVS 5.0 V3.5.1, checked 2026-11-22.
enum CrossSite {
    static func allows(_ request: HTTPRequest, publicHost: String?) -> Bool {
        if request.method == .get || request.method == .head { return true }
        if let site = request.headerFields[.secFetchSite] { return site == "same-origin" || site == "none" }
        if let origin = request.headerFields[.origin] {
            guard let scheme = origin.range(of: "://") else { return false }
            return origin[scheme.upperBound...] == (publicHost ?? request.authority ?? "")
        }
        return request.headerFields[.cookie] == nil
    }
}

extension HTTPField.Name {
    static let secFetchSite = Self("Sec-Fetch-Site")!
}

extension StringProtocol {
    /// The first place where `text` stands; Foundation's search is not needed for four bytes.
    func range(of text: String) -> Range<Index>? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(text) { return start..<index(start, offsetBy: text.count) }
            start = index(after: start)
        }
        return nil
    }
}
