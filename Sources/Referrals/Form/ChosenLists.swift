/// The lists that the national form chooses from: bodies, places, nationalities.
///
/// Some are older than the councils of today, and the form takes no other value: a council keeps its own legal name
/// beside the name to pick here.
enum ChosenLists {
    /// The values of each list in the form's order.
    static let all = read(PackageResources.lists_bodies_txt).merging(read(PackageResources.lists_places_txt)) { one, _ in one }

    /// For the question whether a value is in a list, which 1,600 towns make slow otherwise.
    static let sets = all.mapValues(Set.init)

    static func read(_ bytes: [UInt8]) -> [String: [String]] {
        var lists: [String: [String]] = [:]
        var name = ""
        for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") where !line.hasPrefix("//") {
            if line.hasPrefix("# ") {
                name = String(line.dropFirst(2))
            } else {
                lists[name, default: []].append(String(line))
            }
        }
        return lists
    }
}
