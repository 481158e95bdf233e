// Verifies the Ed25519 cosignatures on a checkpoint with golang.org/x/mod/sumdb/note and Go's own Ed25519, nothing of ours.
//
//	GO111MODULE=off GOPATH=/usr/share/gocode go build cosignatures.go     (Debian: golang-go, golang-golang-x-mod-dev)
//	./cosignatures CHECKPOINT LOG_VKEY WITNESS_VKEY...
//
// It prints the log's and each witness's name, the latter with the time of its cosignature; it fails when one is missing.
// Witnesses' keys are of type 0x04 (C2SP tlog-cosignature), which x/mod does not know: the verifier below is handed to it.
package main

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"os"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
)

const cosignatureV1 = 0x04

type witness struct {
	name string
	hash uint32
	key  ed25519.PublicKey
	time uint64
}

func (w *witness) Name() string { return w.name }

func (w *witness) KeyHash() uint32 { return w.hash }

func (w *witness) Verify(msg, sig []byte) bool {
	if len(sig) != 8+ed25519.SignatureSize {
		return false
	}
	w.time = binary.BigEndian.Uint64(sig)
	signed := append([]byte(fmt.Sprintf("cosignature/v1\ntime %d\n", w.time)), msg...)
	return ed25519.Verify(w.key, signed, sig[8:])
}

func parse(vkey string) (*witness, error) {
	parts := strings.SplitN(vkey, "+", 3)
	if len(parts) != 3 {
		return nil, fmt.Errorf("malformed vkey")
	}
	hash, err := strconv.ParseUint(parts[1], 16, 32)
	if err != nil {
		return nil, err
	}
	key, err := base64.StdEncoding.DecodeString(parts[2])
	if err != nil {
		return nil, err
	}
	if len(key) != 1+ed25519.PublicKeySize || key[0] != cosignatureV1 {
		return nil, fmt.Errorf("not the key of an Ed25519 cosigner")
	}
	digest := sha256.Sum256(bytes.Join([][]byte{[]byte(parts[0] + "\n"), key}, nil))
	if binary.BigEndian.Uint32(digest[:]) != uint32(hash) {
		return nil, fmt.Errorf("the hash is not the key's")
	}
	return &witness{parts[0], uint32(hash), ed25519.PublicKey(key[1:]), 0}, nil
}

func run(arguments []string) error {
	if len(arguments) < 3 {
		return fmt.Errorf("usage: cosignatures CHECKPOINT LOG_VKEY WITNESS_VKEY...")
	}
	message, err := os.ReadFile(arguments[0])
	if err != nil {
		return err
	}
	log, err := note.NewVerifier(arguments[1])
	if err != nil {
		return err
	}
	known := []note.Verifier{log}
	var witnesses []*witness
	for _, vkey := range arguments[2:] {
		w, err := parse(vkey)
		if err != nil {
			return err
		}
		known = append(known, w)
		witnesses = append(witnesses, w)
	}
	opened, err := note.Open(message, note.VerifierList(known...))
	if err != nil {
		return err
	}
	if len(opened.Sigs) != len(known) {
		return fmt.Errorf("%d of %d signatures", len(opened.Sigs), len(known))
	}
	fmt.Println(log.Name())
	for _, w := range witnesses {
		fmt.Println(w.name, w.time)
	}
	return nil
}

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
