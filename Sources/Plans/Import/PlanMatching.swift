/// Pairs entries of two lists that mean the same: first those with the same words, then those most alike.
enum PlanMatching {
    struct Entry {
        /// Entries of one group are looked at before others: the objective that an action stands under.
        var group: String
        var words: [String]

        init(_ text: String, in group: String = "") {
            self.group = group
            words = Words.of(text)
        }
    }

    /// For each entry on the left its partner on the right; nil where it has none.
    ///
    /// `near` is how alike two entries of one group must be, `far` two of different groups; 0 to 1.
    static func pairs(_ left: [Entry], _ right: [Entry], near: Double, far: Double) -> [Int?] {
        var matching = Matching(left: left, right: right)
        matching.pairSame { $0.group + "\u{1F}" + $0.words.joined(separator: " ") }
        matching.pairSame { $0.words.joined(separator: " ") }
        matching.pairAlike(near, far)
        matching.pairLast()
        return matching.partner
    }

    private struct Matching {
        let left: [Entry]
        let right: [Entry]
        var partner: [Int?]
        var taken: [Bool]

        init(left: [Entry], right: [Entry]) {
            self.left = left
            self.right = right
            partner = Array(repeating: nil, count: left.count)
            taken = Array(repeating: false, count: right.count)
        }

        mutating func pair(_ one: Int, _ other: Int) {
            partner[one] = other
            taken[other] = true
        }

        /// In order, so that what stands twice on both sides is paired twice.
        mutating func pairSame(_ key: (Entry) -> String) {
            var waiting: [String: [Int]] = [:]
            for other in right.indices.reversed() where !taken[other] {
                waiting[key(right[other]), default: []].append(other)
            }
            for one in left.indices where partner[one] == nil {
                if let other = waiting[key(left[one])]?.popLast() { pair(one, other) }
            }
        }

        mutating func pairAlike(_ near: Double, _ far: Double) {
            let rest = right.indices.filter { !taken[$0] }
            guard !rest.isEmpty else { return }
            var holding: [String: [Int]] = [:]
            for other in rest { for word in Set(right[other].words) { holding[word, default: []].append(other) } }
            var candidates: [(likeness: Double, one: Int, other: Int)] = []
            for one in left.indices where partner[one] == nil {
                for other in likely(for: left[one], holding) {
                    let likeness = Words.likeness(left[one].words, right[other].words)
                    let limit = left[one].group == right[other].group ? near : far
                    if likeness >= limit { candidates.append((likeness, one, other)) }
                }
            }
            candidates.sort { ($1.likeness, $0.one, $0.other) < ($0.likeness, $1.one, $1.other) }
            for candidate in candidates where partner[candidate.one] == nil && !taken[candidate.other] {
                pair(candidate.one, candidate.other)
            }
        }

        /// The twelve that share most words. A word that hundreds hold says little, and would cost the square of the
        /// length.
        private func likely(for entry: Entry, _ holding: [String: [Int]]) -> [Int] {
            var shared: [Int: Int] = [:]
            for word in Set(entry.words) {
                guard let others = holding[word], others.count <= 100 else { continue }
                for other in others { shared[other, default: 0] += 1 }
            }
            return shared.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(12).map(\.key)
        }

        /// One left over in a group on both sides is the same entry with new words, where it shares any.
        mutating func pairLast() {
            var lefts: [String: [Int]] = [:]
            for one in left.indices where partner[one] == nil { lefts[left[one].group, default: []].append(one) }
            var rights: [String: [Int]] = [:]
            for other in right.indices where !taken[other] { rights[right[other].group, default: []].append(other) }
            for (group, ones) in lefts where ones.count == 1 {
                guard let others = rights[group], others.count == 1, !group.isEmpty else { continue }
                if Words.likeness(left[ones[0]].words, right[others[0]].words) >= 0.2 { pair(ones[0], others[0]) }
            }
        }
    }
}
