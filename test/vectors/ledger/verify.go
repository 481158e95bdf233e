// Verifies an exported ledger with golang.org/x/mod/sumdb and nothing of ours, as a stranger would.
//
//	GO111MODULE=off GOPATH=/usr/share/gocode go build verify.go     (Debian: golang-go, golang-golang-x-mod-dev)
//	./verify DIR [VKEY]
//
// It opens the checkpoint, reads every entry, compares it with its leaf in tiles that x/mod authenticates against
// the signed root, and checks inclusion and consistency proofs (all of them up to 1000 entries, else a sample).
package main

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const height = 8
const width = 1 << height

type folder string

func (f folder) Height() int { return height }

func (f folder) SaveTiles([]tlog.Tile, [][]byte) {}

// ReadTiles reads tlog-tiles paths: they lack the height that x/mod writes, tile/8/0/000 is tile/0/000.
func (f folder) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	data := make([][]byte, len(tiles))
	for i, tile := range tiles {
		path := "tile/" + strings.TrimPrefix(tile.Path(), fmt.Sprintf("tile/%d/", height))
		bytes, err := os.ReadFile(filepath.Join(string(f), path))
		if err != nil {
			return nil, err
		}
		data[i] = bytes
	}
	return data, nil
}

// entries reads one bundle: big-endian uint16 lengths, each followed by that many bytes.
func (f folder) entries(first, count int64) ([][]byte, error) {
	tile := tlog.Tile{H: height, L: 0, N: first / width, W: int(count)}
	path := "tile/entries/" + strings.TrimPrefix(tile.Path(), fmt.Sprintf("tile/%d/0/", height))
	rest, err := os.ReadFile(filepath.Join(string(f), path))
	if err != nil {
		return nil, err
	}
	var entries [][]byte
	for len(rest) >= 2 {
		length := int(binary.BigEndian.Uint16(rest))
		if len(rest) < 2+length {
			return nil, fmt.Errorf("%s is torn", path)
		}
		entries = append(entries, rest[2:2+length])
		rest = rest[2+length:]
	}
	if len(rest) != 0 || int64(len(entries)) != count {
		return nil, fmt.Errorf("%s does not hold %d entries", path, count)
	}
	return entries, nil
}

// openCheckpoint reads origin, size and root. tlog.ParseTree would insist on the Go checksum database's own origin.
func (f folder) openCheckpoint(vkey string) (tree tlog.Tree, err error) {
	verifier, err := note.NewVerifier(vkey)
	if err != nil {
		return tree, err
	}
	message, err := os.ReadFile(filepath.Join(string(f), "checkpoint"))
	if err != nil {
		return tree, err
	}
	opened, err := note.Open(message, note.VerifierList(verifier))
	if err != nil {
		return tree, err
	}
	lines := strings.Split(opened.Text, "\n")
	if len(lines) != 4 || lines[0] != verifier.Name() || lines[3] != "" {
		return tree, fmt.Errorf("the checkpoint is malformed")
	}
	if tree.N, err = strconv.ParseInt(lines[1], 10, 64); err != nil {
		return tree, err
	}
	tree.Hash, err = tlog.ParseHash(lines[2])
	return tree, err
}

func verifyLeaves(f folder, tree tlog.Tree, hashes tlog.HashReader) error {
	for first := int64(0); first < tree.N; first += width {
		count := tree.N - first
		if count > width {
			count = width
		}
		entries, err := f.entries(first, count)
		if err != nil {
			return err
		}
		indexes := make([]int64, count)
		for i := range indexes {
			indexes[i] = tlog.StoredHashIndex(0, first+int64(i))
		}
		leaves, err := hashes.ReadHashes(indexes)
		if err != nil {
			return err
		}
		for i, entry := range entries {
			if tlog.RecordHash(entry) != leaves[i] {
				return fmt.Errorf("entry %d does not hash to its leaf", first+int64(i))
			}
		}
	}
	return nil
}

func verifyProofs(tree tlog.Tree, hashes tlog.HashReader) error {
	step := int64(1)
	if tree.N > 1000 {
		step = 997
	}
	for n := int64(0); n < tree.N; n += step {
		leaf, err := hashes.ReadHashes([]int64{tlog.StoredHashIndex(0, n)})
		if err != nil {
			return err
		}
		record, err := tlog.ProveRecord(tree.N, n, hashes)
		if err != nil {
			return err
		}
		if err := tlog.CheckRecord(record, tree.N, tree.Hash, n, leaf[0]); err != nil {
			return err
		}
		old, err := tlog.TreeHash(n+1, hashes)
		if err != nil {
			return err
		}
		extends, err := tlog.ProveTree(tree.N, n+1, hashes)
		if err != nil {
			return err
		}
		if err := tlog.CheckTree(extends, tree.N, tree.Hash, n+1, old); err != nil {
			return err
		}
	}
	return nil
}

func run(arguments []string) (tree tlog.Tree, err error) {
	if len(arguments) < 1 || len(arguments) > 2 {
		return tree, fmt.Errorf("usage: verify DIR [VKEY]")
	}
	f := folder(arguments[0])
	vkey := ""
	if len(arguments) == 2 {
		vkey = arguments[1]
	} else {
		file, err := os.ReadFile(filepath.Join(string(f), "vkey"))
		if err != nil {
			return tree, err
		}
		vkey = string(bytes.TrimSuffix(file, []byte("\n")))
	}
	if tree, err = f.openCheckpoint(vkey); err != nil {
		return tree, err
	}
	hashes := tlog.TileHashReader(tree, f)
	if err = verifyLeaves(f, tree, hashes); err != nil {
		return tree, err
	}
	return tree, verifyProofs(tree, hashes)
}

func main() {
	tree, err := run(os.Args[1:])
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Printf("ok %d %v\n", tree.N, tree.Hash)
}
