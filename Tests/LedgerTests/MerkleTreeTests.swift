import Ledger
import Testing

@Suite("The tree is the one that everybody's verifier knows")
struct MerkleTreeTests {
    @Test("the roots published for RFC 6962 come out, from nothing to eight leaves")
    func publishedRoots() throws {
        let vectors = try Vectors.published()
        let hashes = vectors.leaves.map { MerkleTree.leafHash(bytes(hex: $0)) }
        for (size, root) in vectors.roots.enumerated() {
            #expect(MerkleTree.root(of: Array(hashes[..<size])).hex == root)
        }
        #expect(MerkleTree.emptyRoot.hex == vectors.roots[0])
    }

    @Test("the proofs published for RFC 6962 come out and hold")
    func publishedProofs() throws {
        let vectors = try Vectors.published()
        let hashes = vectors.leaves.map { MerkleTree.leafHash(bytes(hex: $0)) }
        for vector in vectors.inclusion {
            try expect(vector, over: hashes)
        }
        for vector in vectors.consistency {
            try expect(vector, over: hashes)
        }
    }

    @Test("roots of 0 to 300 entries are those of pymerkle")
    func pymerkleRoots() throws {
        let roots = try Vectors.pymerkle().roots
        #expect(roots.count == 301)
        let hashes = leaves(300)
        for (size, root) in roots.enumerated() {
            #expect(MerkleTree.root(of: Array(hashes[..<size])).hex == root)
        }
    }

    @Test("roots and proofs are those of Go's checksum database")
    func sumdb() throws {
        let vectors = try Vectors.sumdb()
        let hashes = leaves(300)
        for (size, root) in vectors.roots {
            let size = try #require(Int(size))
            #expect(MerkleTree.root(of: Array(hashes[..<size])).hex == root)
        }
        for vector in vectors.inclusion { try expect(vector, over: hashes) }
        for vector in vectors.consistency { try expect(vector, over: hashes) }
        #expect(vectors.inclusion.count > 80 && vectors.consistency.count > 130)
    }

    @Test("every entry of every tree up to 70 is proven, and no proof serves another entry, size or root")
    func inclusionOfAll() throws {
        let all = leaves(70)
        for size in 1...70 {
            let hashes = Array(all[..<size])
            let root = MerkleTree.root(of: hashes)
            for index in 0..<size {
                let proof = try #require(MerkleTree.inclusionProof(of: UInt64(index), in: hashes))
                #expect(holds(all[index], index, size, proof, root))
                #expect(!holds(all[index], index, size, proof, all[0].flipping(bit: 3)))
                #expect(!holds(all[index].flipping(bit: 255), index, size, proof, root))
                #expect(!holds(all[index], index + 1, size, proof, root))
                #expect(!holds(all[index], index, size, proof + [root], root))
                #expect(!holds(all[index], index, size, [root] + proof, root))
                if !proof.isEmpty { #expect(!holds(all[index], index, size, proof.dropLast(), root)) }
            }
        }
    }

    @Test("a single flipped bit anywhere in a proof is seen", arguments: [1, 2, 3, 7, 8, 11, 32, 33])
    func everyBitOfAProof(size: Int) throws {
        let hashes = leaves(size)
        let root = MerkleTree.root(of: hashes)
        for index in Set([0, size / 2, size - 1]) {
            let proof = try #require(MerkleTree.inclusionProof(of: UInt64(index), in: hashes))
            for (place, hash) in proof.enumerated() {
                for bit in 0..<256 {
                    var changed = proof
                    changed[place] = hash.flipping(bit: bit)
                    #expect(!holds(hashes[index], index, size, changed, root))
                }
            }
        }
        for old in Set([1, size / 2, size - 1]) where old > 0 && old < size {
            let oldRoot = MerkleTree.root(of: Array(hashes[..<old]))
            let proof = try #require(MerkleTree.consistencyProof(from: UInt64(old), to: hashes))
            for (place, hash) in proof.enumerated() {
                for bit in 0..<256 {
                    var changed = proof
                    changed[place] = hash.flipping(bit: bit)
                    #expect(!follows(old, oldRoot, size, root, changed))
                }
            }
        }
    }

    @Test("every earlier tree is proven to be the beginning of a later one, and nothing else is")
    func consistencyOfAll() throws {
        let all = leaves(70)
        let roots = (0...70).map { MerkleTree.root(of: Array(all[..<$0])) }
        for size in 1...70 {
            for old in 0...size {
                let proof = try #require(MerkleTree.consistencyProof(from: UInt64(old), to: Array(all[..<size])))
                #expect(follows(old, roots[old], size, roots[size], proof))
                #expect(!follows(old, roots[old].flipping(bit: 0), size, roots[size], proof))
                #expect(!follows(old, roots[old], size, roots[size].flipping(bit: 0), proof) || old == 0)
                #expect(!follows(old, roots[old], size, roots[size], proof + [all[0]]))
                if !proof.isEmpty { #expect(!follows(old, roots[old], size, roots[size], proof.dropLast())) }
            }
        }
    }

    @Test("there is no proof for an entry that is not in the tree, nor from a larger tree to a smaller")
    func noProof() {
        #expect(MerkleTree.inclusionProof(of: 0, in: []) == nil)
        #expect(MerkleTree.inclusionProof(of: 5, in: leaves(5)) == nil)
        #expect(MerkleTree.consistencyProof(from: 6, to: leaves(5)) == nil)
        #expect(!holds(leaves(1)[0], 0, 0, [], MerkleTree.emptyRoot))
        #expect(!follows(2, leaves(1)[0], 1, leaves(1)[0], []))
    }

    @Test("a proof for the largest sizes neither overflows nor hangs")
    func largest() {
        let leaf = leaves(1)[0]
        let size = UInt64.max
        let proof = MerkleTree.inclusionProof(of: size - 1, in: size, node: { _ in leaf })
        #expect(proof?.count == 63)
        #expect(!MerkleTree.verifyInclusion(of: leaf, at: size - 1, in: size, proof: [], root: leaf))
        #expect(!MerkleTree.verifyConsistency(from: size - 1, leaf, to: size, leaf, proof: [leaf]))
    }

    private func expect(_ vector: Vectors.Inclusion, over all: [Hash]) throws {
        let hashes = Array(all[..<Int(vector.size)])
        let proof = try #require(MerkleTree.inclusionProof(of: vector.index, in: hashes))
        #expect(proof.map(\.hex) == vector.proof)
        #expect(holds(all[Int(vector.index)], Int(vector.index), hashes.count, proof, MerkleTree.root(of: hashes)))
    }

    private func expect(_ vector: Vectors.Published.Step, over all: [Hash]) throws {
        let hashes = Array(all[..<Int(vector.to)])
        let proof = try #require(MerkleTree.consistencyProof(from: vector.from, to: hashes))
        #expect(proof.map(\.hex) == vector.proof)
        let oldRoot = MerkleTree.root(of: Array(all[..<Int(vector.from)]))
        #expect(follows(Int(vector.from), oldRoot, hashes.count, MerkleTree.root(of: hashes), proof))
    }

    private func holds(_ leaf: Hash, _ index: Int, _ size: Int, _ proof: [Hash], _ root: Hash) -> Bool {
        MerkleTree.verifyInclusion(of: leaf, at: UInt64(index), in: UInt64(size), proof: proof, root: root)
    }

    private func follows(_ old: Int, _ oldRoot: Hash, _ size: Int, _ root: Hash, _ proof: [Hash]) -> Bool {
        MerkleTree.verifyConsistency(from: UInt64(old), oldRoot, to: UInt64(size), root, proof: proof)
    }
}
