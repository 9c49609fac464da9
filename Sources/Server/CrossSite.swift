import HTTPTypes

/// Refuses forms that another site made a browser send.
///
/// `Sec-Fetch-Site` decides where the browser sends it; else `Origin` must be our own; with neither, a request that
/// carries a cookie is refused. Source: the rule of Go 1.25's CrossOriginProtection; ASVS 5.0 V3.5.1, checked
/// 2026-11-22.
enum CrossSite {
    /// - Parameter publicOrigin: scheme and host that browsers name, where a proxy stands in front: it may change the
    ///   `Host` that we see. Without it the origin's host is compared with `Host`.
    static func allows(_ request: HTTPRequest, publicOrigin: String?) -> Bool {
        if request.method == .get || request.method == .head { return true }
        if let site = request.headerFields[.secFetchSite] { return site == "same-origin" || site == "none" }
        guard let origin = request.headerFields[.origin]?.lowercased() else {
            return request.headerFields[.cookie] == nil
        }
        if let publicOrigin { return origin == publicOrigin }
        let host = request.authority?.lowercased() ?? ""
        return !host.isEmpty && (origin == "http://\(host)" || origin == "https://\(host)")
    }
}

extension HTTPField.Name {
    static let secFetchSite = Self("Sec-Fetch-Site")!
    static let forwardedFor = Self("X-Forwarded-For")!
}
