// Other people's code on a deck: signed notes and the tree by golang.org/x/mod/sumdb, as Debian ships it.
// Only the reading of files and lines is written here. To build: see forgeries.py.
package main

import (
	"bufio"
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

var strict = base64.StdEncoding.Strict()
var entryForm = regexp.MustCompile(`\Amsa-ledger/v1\n(0|[1-9][0-9]*)\n[a-z.]{1,24}\n([A-Za-z0-9+/]{43}=)\n\z`)
var errRefused = errors.New("refused")

// unbase64 takes one spelling for each value: the package note reads its lines less strictly.
func unbase64(text string) ([]byte, error) {
	if strings.ContainsAny(text, "\r\n") {
		return nil, errRefused
	}
	return strict.DecodeString(text)
}

// witness checks cosignature/v1, which is younger than the package note.
type witness struct {
	name string
	id   uint32
	key  ed25519.PublicKey
}

func (w witness) Name() string    { return w.name }
func (w witness) KeyHash() uint32 { return w.id }
func (w witness) Verify(text, signature []byte) bool {
	if len(signature) != 72 || signature[0] > 127 {
		return false
	}
	time := binary.BigEndian.Uint64(signature)
	message := fmt.Sprintf("cosignature/v1\ntime %d\n%s", time, text)
	return ed25519.Verify(w.key, []byte(message), signature[8:])
}

func newWitness(vkey string) (note.Verifier, error) {
	parts := strings.SplitN(vkey, "+", 3)
	if len(parts) != 3 {
		return nil, errRefused
	}
	material, err := unbase64(parts[2])
	if err != nil || len(material) != 33 || material[0] != 4 {
		return nil, errRefused
	}
	hash := sha256.Sum256(append([]byte(parts[0]+"\n"), material...))
	return witness{parts[0], binary.BigEndian.Uint32(hash[:]), material[1:]}, nil
}

// believed gives size and root of a note that the ledger and every witness signed.
func believed(data []byte, vkey string, witnesses []string) (size int64, root tlog.Hash, err error) {
	verifier, err := note.NewVerifier(vkey)
	if err != nil {
		return
	}
	wanted := []note.Verifier{verifier}
	for _, one := range witnesses {
		w, err := newWitness(one)
		if err != nil {
			return 0, root, err
		}
		wanted = append(wanted, w)
	}
	opened, err := note.Open(data, note.VerifierList(wanted...))
	if err != nil {
		return
	}
	for _, w := range wanted {
		found := false
		for _, signature := range opened.Sigs {
			found = found || signature.Name == w.Name() && signature.Hash == w.KeyHash()
		}
		if !found {
			return 0, root, errRefused
		}
	}
	for _, signature := range append(opened.Sigs, opened.UnverifiedSigs...) {
		if _, err = unbase64(signature.Base64); err != nil {
			return
		}
	}
	lines := strings.Split(opened.Text, "\n")
	if len(lines) < 4 || lines[0] != verifier.Name() {
		return 0, root, errRefused
	}
	if size, err = decimal(lines[1]); err != nil {
		return
	}
	raw, err := unbase64(lines[2])
	if err != nil || len(raw) != len(root) {
		return 0, root, errRefused
	}
	copy(root[:], raw)
	return
}

func decimal(text string) (int64, error) {
	number, err := strconv.ParseInt(text, 10, 64)
	if err != nil || strconv.FormatInt(number, 10) != text || number < 0 {
		return 0, errRefused
	}
	return number, nil
}

type store []tlog.Hash

func (s store) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	var found []tlog.Hash
	for _, index := range indexes {
		found = append(found, s[index])
	}
	return found, nil
}

func readEntry(entry []byte) (time int64, promise []byte, err error) {
	fields := entryForm.FindSubmatch(entry)
	if fields == nil {
		return 0, nil, errRefused
	}
	if time, err = decimal(string(fields[1])); err != nil || time%60 != 0 {
		return 0, nil, errRefused
	}
	promise, err = unbase64(string(fields[2]))
	return
}

// path is Tile.Path of the package, whose paths begin with the height of a tile.
func path(tile tlog.Tile) string { return "tile/" + strings.TrimPrefix(tile.Path(), "tile/8/") }

// tiles gives those of a tree of this size: the package also lists every narrower one at the right edge.
func tiles(size int64) []tlog.Tile {
	var widest []tlog.Tile
	for _, tile := range tlog.NewTiles(8, 0, size) {
		last := len(widest) - 1
		if last >= 0 && widest[last].L == tile.L && widest[last].N == tile.N {
			widest[last] = tile
		} else {
			widest = append(widest, tile)
		}
	}
	return widest
}

func checkExport(files map[string][]byte, vkey string, witnesses []string, notes [][]byte) error {
	if string(files["ledger.vkey"]) != vkey+"\n" {
		return errRefused
	}
	size, root, err := believed(files["checkpoint"], vkey, witnesses)
	if err != nil || size > 10_000_000 {
		return errRefused
	}
	var hashes store
	var latest, count int64
	for _, tile := range tiles(size) {
		if tile.L > 0 {
			continue
		}
		bundle, ok := files[strings.Replace(path(tile), "tile/0/", "tile/entries/", 1)]
		if !ok {
			return errRefused
		}
		for left := tile.W; left > 0; left-- {
			if len(bundle) < 2 || len(bundle) < 2+int(binary.BigEndian.Uint16(bundle)) {
				return errRefused
			}
			length := 2 + int(binary.BigEndian.Uint16(bundle))
			entry := bundle[2:length]
			bundle = bundle[length:]
			time, _, err := readEntry(entry)
			if err != nil || time < latest {
				return errRefused
			}
			latest = time
			added, err := tlog.StoredHashes(count, entry, hashes)
			if err != nil {
				return err
			}
			hashes = append(hashes, added...)
			count++
		}
		if len(bundle) > 0 {
			return errRefused
		}
	}
	found, err := tlog.TreeHash(size, hashes)
	if err != nil || found != root {
		return errRefused
	}
	for _, kept := range notes {
		oldSize, oldRoot, err := believed(kept, vkey, nil)
		if err != nil || oldSize > size {
			return errRefused
		}
		proof, err := tlog.ProveTree(size, oldSize, hashes)
		if err != nil || tlog.CheckTree(proof, size, root, oldSize, oldRoot) != nil {
			return errRefused
		}
	}
	for _, tile := range tiles(size) {
		data, err := tlog.ReadTileData(tile, hashes)
		if err != nil || !bytes.Equal(files[path(tile)], data) {
			return errRefused
		}
	}
	return nil
}

func checkProof(data []byte, vkey string, witnesses []string) error {
	parts := bytes.SplitN(data, []byte("\n\n"), 2)
	lines := strings.Split(string(parts[0]), "\n")
	if len(parts) != 2 || len(lines) < 3 || lines[0] != "c2sp.org/tlog-proof@v1" ||
		!strings.HasPrefix(lines[1], "extra ") || !strings.HasPrefix(lines[2], "index ") {
		return errRefused
	}
	extra, err := unbase64(lines[1][6:])
	if err != nil {
		return err
	}
	index, err := decimal(lines[2][6:])
	if err != nil {
		return err
	}
	var steps tlog.RecordProof
	for _, line := range lines[3:] {
		var step tlog.Hash
		raw, err := unbase64(line)
		if err != nil || len(raw) != len(step) {
			return errRefused
		}
		copy(step[:], raw)
		steps = append(steps, step)
	}
	fields := bytes.SplitN(extra, []byte("\n"), 5)
	if len(fields) != 5 {
		return errRefused
	}
	opening := fields[4]
	entry := extra[:len(extra)-len(opening)]
	_, promise, err := readEntry(entry)
	if err != nil {
		return err
	}
	size, root, err := believed(parts[1], vkey, witnesses)
	if err != nil || index >= size {
		return errRefused
	}
	if len(opening) > 0 {
		if len(opening) < 32 {
			return errRefused
		}
		message := append([]byte("msa-ledger/v1\x00"), opening[:32]...)
		length := make([]byte, 8)
		binary.BigEndian.PutUint64(length, uint64(len(opening)-32))
		made := sha256.Sum256(append(append(message, length...), opening[32:]...))
		if !bytes.Equal(made[:], promise) {
			return errRefused
		}
	}
	return tlog.CheckRecord(steps, size, root, index, tlog.RecordHash(entry))
}

type line struct {
	Base      *int              `json:"base"`
	Of        int               `json:"of"`
	Kind      string            `json:"kind"`
	Key       string            `json:"key"`
	Witnesses []string          `json:"witnesses"`
	Files     map[string][]byte `json:"files"`
	Notes     json.RawMessage   `json:"notes"`
	Edits     [][]interface{}   `json:"edits"`
}

func edited(files map[string][]byte, edits [][]interface{}) (map[string][]byte, error) {
	changed := map[string][]byte{}
	for name, data := range files {
		changed[name] = data
	}
	for _, edit := range edits {
		name, at, cut := edit[0].(string), int(edit[1].(float64)), int(edit[2].(float64))
		if at < 0 {
			delete(changed, name)
			continue
		}
		put, err := base64.StdEncoding.DecodeString(edit[3].(string))
		if err != nil {
			return nil, err
		}
		old := changed[name]
		changed[name] = append(append(append([]byte{}, old[:at]...), put...), old[at+cut:]...)
	}
	return changed, nil
}

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func main() {
	deck, err := os.Open(os.Args[1])
	check(err)
	lines := bufio.NewReaderSize(deck, 1<<20)
	out := bufio.NewWriter(os.Stdout)
	bases := map[int]line{}
	for {
		text, err := lines.ReadBytes('\n')
		if len(text) == 0 {
			break
		}
		check(err)
		var one line
		check(json.Unmarshal(text, &one))
		if one.Base != nil {
			bases[*one.Base] = one
			continue
		}
		base := bases[one.Of]
		files, err := edited(base.Files, one.Edits)
		check(err)
		if base.Kind == "proof" {
			err = checkProof(files["proof"], base.Key, base.Witnesses)
		} else {
			var chosen []int
			var kept, notes [][]byte
			check(json.Unmarshal(one.Notes, &chosen))
			check(json.Unmarshal(base.Notes, &kept))
			for _, at := range chosen {
				notes = append(notes, kept[at])
			}
			err = checkExport(files, base.Key, base.Witnesses, notes)
		}
		if err == nil {
			fmt.Fprint(out, "1")
		} else {
			fmt.Fprint(out, "0")
		}
	}
	fmt.Fprintln(out)
	check(out.Flush())
}
