// Checks a log's published files with Go's own checksum database code, golang.org/x/mod/sumdb, and nothing of ours.
//
//	checklog FOLDER KEY                      checkpoint, every tile, every entry bundle
//	checklog FOLDER KEY OLDER                ... and that the log continues the checkpoint in the file OLDER
//	checklog FOLDER KEY OLDER PROOF ENTRY    ... and that the proof file holds for the entry's bytes in the file ENTRY
//
// OLDER may be empty. Prints "ok" and leaves with 0, or says what does not hold and leaves with 1.
package main

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const height = 8

// files reads tiles from a folder. sumdb puts the tile height into the path, tlog-tiles does not.
type files struct{ root string }

func (f files) Height() int { return height }

func (f files) SaveTiles(tiles []tlog.Tile, data [][]byte) {}

func (f files) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	var all [][]byte
	for _, tile := range tiles {
		path := strings.Replace(tile.Path(), "tile/8/", "tile/", 1)
		data, err := os.ReadFile(filepath.Join(f.root, path))
		if err != nil {
			return nil, err
		}
		all = append(all, data)
	}
	return all, nil
}

func parse(text string) (tlog.Tree, error) {
	var tree tlog.Tree
	lines := strings.Split(text, "\n")
	if len(lines) < 3 {
		return tree, errors.New("not a checkpoint")
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil {
		return tree, err
	}
	hash, err := tlog.ParseHash(lines[2])
	return tlog.Tree{N: size, Hash: hash}, err
}

func open(signed []byte, key string) (tlog.Tree, error) {
	verifier, err := note.NewVerifier(key)
	if err != nil {
		return tlog.Tree{}, err
	}
	opened, err := note.Open(signed, note.VerifierList(verifier))
	if err != nil {
		return tlog.Tree{}, err
	}
	return parse(opened.Text)
}

// entries checks every entry of every bundle against the tree.
func entries(root string, tree tlog.Tree, reader tlog.HashReader) error {
	for first := int64(0); first < tree.N; first += 1 << height {
		width := tree.N - first
		if width > 1<<height {
			width = 1 << height
		}
		// Level -1 is sumdb's name for the data; its path reads tile/8/data/...
		path := tlog.Tile{H: height, L: -1, N: first >> height, W: int(width)}.Path()
		data, err := os.ReadFile(filepath.Join(root, strings.Replace(path, "tile/8/data/", "tile/entries/", 1)))
		if err != nil {
			return err
		}
		for index := first; index < first+width; index++ {
			if len(data) < 2 || len(data) < 2+int(binary.BigEndian.Uint16(data)) {
				return fmt.Errorf("the bundle ends inside entry %d", index)
			}
			end := 2 + int(binary.BigEndian.Uint16(data))
			proof, err := tlog.ProveRecord(tree.N, index, reader)
			if err != nil {
				return err
			}
			if err := tlog.CheckRecord(proof, tree.N, tree.Hash, index, tlog.RecordHash(data[2:end])); err != nil {
				return fmt.Errorf("entry %d: %w", index, err)
			}
			data = data[end:]
		}
		if len(data) != 0 {
			return fmt.Errorf("the bundle at %d is too long", first)
		}
	}
	return nil
}

func continues(path, key string, tree tlog.Tree, reader tlog.HashReader) error {
	signed, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	older, err := open(signed, key)
	if err != nil {
		return err
	}
	proof, err := tlog.ProveTree(tree.N, older.N, reader)
	if err != nil {
		return err
	}
	return tlog.CheckTree(proof, tree.N, tree.Hash, older.N, older.Hash)
}

func proven(proofPath, entryPath, key string) error {
	text, err := os.ReadFile(proofPath)
	if err != nil {
		return err
	}
	entry, err := os.ReadFile(entryPath)
	if err != nil {
		return err
	}
	head, signed, found := bytes.Cut(text, []byte("\n\n"))
	if !found {
		return errors.New("not a proof file")
	}
	tree, err := open(signed, key)
	if err != nil {
		return err
	}
	index := int64(-1)
	var proof tlog.RecordProof
	for number, line := range strings.Split(string(head), "\n") {
		switch {
		case number == 0 && line != "c2sp.org/tlog-proof@v1":
			return errors.New("not a proof file")
		case number == 0 || strings.HasPrefix(line, "extra "):
		case strings.HasPrefix(line, "index "):
			if index, err = strconv.ParseInt(line[6:], 10, 64); err != nil {
				return err
			}
		default:
			hash, err := base64.StdEncoding.DecodeString(line)
			if err != nil || len(hash) != tlog.HashSize {
				return errors.New("not a hash: " + line)
			}
			proof = append(proof, tlog.Hash{})
			copy(proof[len(proof)-1][:], hash)
		}
	}
	return tlog.CheckRecord(proof, tree.N, tree.Hash, index, tlog.RecordHash(entry))
}

func run(arguments []string) error {
	if len(arguments) != 2 && len(arguments) != 3 && len(arguments) != 5 {
		return errors.New("usage: checklog FOLDER KEY [OLDER [PROOF ENTRY]]")
	}
	root, key := arguments[0], arguments[1]
	signed, err := os.ReadFile(filepath.Join(root, "checkpoint"))
	if err != nil {
		return err
	}
	tree, err := open(signed, key)
	if err != nil {
		return err
	}
	reader := tlog.TileHashReader(tree, files{root})
	hash, err := tlog.TreeHash(tree.N, reader)
	if err != nil {
		return err
	}
	if hash != tree.Hash {
		return errors.New("the tiles do not give the signed root")
	}
	if err := entries(root, tree, reader); err != nil {
		return err
	}
	if len(arguments) > 2 && arguments[2] != "" {
		if err := continues(arguments[2], key, tree, reader); err != nil {
			return fmt.Errorf("the log does not continue the older one: %w", err)
		}
	}
	if len(arguments) == 5 {
		if err := proven(arguments[3], arguments[4], key); err != nil {
			return fmt.Errorf("the proof file: %w", err)
		}
	}
	return nil
}

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	fmt.Println("ok")
}
