// Prints what golang.org/x/mod/sumdb says about trees and notes, as sumdb.json. See README.md for how to run it.
package main

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

type inclusion struct {
	Index int64    `json:"index"`
	Size  int64    `json:"size"`
	Proof []string `json:"proof"`
}

type consistency struct {
	From  int64    `json:"from"`
	To    int64    `json:"to"`
	Proof []string `json:"proof"`
}

type tile struct {
	Level int    `json:"level"`
	Index int64  `json:"index"`
	Width int    `json:"width"`
	Path  string `json:"path"`
}

type store []tlog.Hash

func (s store) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	var found []tlog.Hash
	for _, index := range indexes {
		found = append(found, s[index])
	}
	return found, nil
}

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func spell(hashes []tlog.Hash) []string {
	words := []string{}
	for _, hash := range hashes {
		words = append(words, hex.EncodeToString(hash[:]))
	}
	return words
}

func main() {
	var stored store
	roots := map[string]string{}
	for size := int64(0); size <= 300; size++ {
		root, err := tlog.TreeHash(size, stored)
		check(err)
		// This package gives an empty tree a root of zeros, where RFC 6962 has the hash of nothing.
		if size > 0 {
			roots[fmt.Sprint(size)] = hex.EncodeToString(root[:])
		}
		hashes, err := tlog.StoredHashes(size, []byte(fmt.Sprintf("entry %d", size)), stored)
		check(err)
		stored = append(stored, hashes...)
	}

	sizes := []int64{1, 2, 3, 4, 5, 6, 7, 8, 9, 13, 64, 100, 255, 256, 257, 300}
	inclusions := []inclusion{}
	consistencies := []consistency{}
	for _, size := range sizes {
		for _, index := range []int64{0, 1, 2, 3, 5, 7, 63, 64, 99, 255, 256, 298, 299} {
			if index < size {
				proof, err := tlog.ProveRecord(size, index, stored)
				check(err)
				inclusions = append(inclusions, inclusion{index, size, spell(proof)})
			}
		}
		for _, old := range sizes {
			if old <= size {
				proof, err := tlog.ProveTree(size, old, stored)
				check(err)
				consistencies = append(consistencies, consistency{old, size, spell(proof)})
			}
		}
	}

	tiles := []tile{}
	for _, t := range tlog.NewTiles(8, 0, 70000) {
		if t.L > 0 || t.N > 270 || t.N < 2 {
			tiles = append(tiles, tile{t.L, t.N, t.W, t.Path()})
		}
	}
	for _, n := range []int64{0, 999, 1000, 1234067, 999999999, 1000000000} {
		t := tlog.Tile{H: 8, L: 3, N: n, W: 256}
		tiles = append(tiles, tile{t.L, t.N, t.W, t.Path()})
	}

	seed := sha256.Sum256([]byte("seed"))
	public := ed25519.NewKeyFromSeed(seed[:]).Public().(ed25519.PublicKey)
	vkey, err := note.NewEd25519VerifierKey("sumdb.example/log", public)
	check(err)
	verifier, err := note.NewVerifier(vkey)
	check(err)
	private := append([]byte{1}, seed[:]...)
	signer, err := note.NewSigner(fmt.Sprintf("PRIVATE+KEY+sumdb.example/log+%08x+%s",
		verifier.KeyHash(), base64.StdEncoding.EncodeToString(private)))
	check(err)
	text := "sumdb.example/log\n300\n" + base64.StdEncoding.EncodeToString(decode(roots["300"])) + "\n"
	signed, err := note.Sign(&note.Note{Text: text}, signer)
	check(err)

	encoder := json.NewEncoder(os.Stdout)
	encoder.SetEscapeHTML(false)
	check(encoder.Encode(map[string]interface{}{
		"roots": roots, "inclusion": inclusions, "consistency": consistencies, "tiles": tiles,
		"vkey": vkey, "note": string(signed),
	}))
}

func decode(word string) []byte {
	bytes, err := hex.DecodeString(word)
	check(err)
	return bytes
}
