import Crypto

/// The files that every page names: one stylesheet, one script, one icon. The content's hash is in the path,
/// so that a browser may keep them for ever and never has yesterday's.
public enum Assets {
    public static let all: [Asset] = [stylesheet, script, icon]

    /// The look, tokens first.
    public static let stylesheet = Asset(
        name: "granville", ending: "css", contentType: "text/css; charset=utf-8",
        bytes: PackageResources.tokens_css + PackageResources.text_css + PackageResources.frame_css
            + PackageResources.parts_css + PackageResources.records_css + PackageResources.forms_css
            + PackageResources.charts_css + PackageResources.print_css)

    /// What makes pages more comfortable where scripts run; nothing depends on it.
    public static let script = Asset(
        name: "granville", ending: "js", contentType: "text/javascript; charset=utf-8",
        bytes: PackageResources.granville_js)

    /// Three bars that grow: a level strip, very small.
    public static let icon = Asset(
        name: "icon", ending: "svg", contentType: "image/svg+xml", bytes: PackageResources.icon_svg)
}

/// A file that never changes under its path.
public struct Asset: Sendable {
    /// As in `/static/granville-0123456789ab.css`.
    public let path: String
    public let contentType: String
    public let bytes: [UInt8]
    /// Quoted, as the header wants it.
    public let etag: String

    init(name: String, ending: String, contentType: String, bytes: [UInt8]) {
        let hex = SHA256.hash(data: bytes).prefix(6).map { byte in
            (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }.joined()
        path = "/static/\(name)-\(hex).\(ending)"
        etag = "\"\(hex)\""
        self.contentType = contentType
        self.bytes = bytes
    }
}
