package record

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/go-ali1688/ali1688/transport"
)

// unpacked returns the text of a body, as far as it arrived. Nothing is kept compressed: it could hide secrets.
func unpacked(encoding string, body []byte) ([]byte, error) {
	switch strings.ToLower(strings.TrimSpace(encoding)) {
	case "", "identity", "gzip", "x-gzip":
	default:
		return nil, fmt.Errorf("a response in an encoding that is not read, %.20q, is not recorded", encoding)
	}
	if !isPacked(body) {
		return body, nil
	}
	z, err := gzip.NewReader(bytes.NewReader(body))
	if err != nil {
		return nil, errors.New("a response of broken gzip is not recorded")
	}
	plain, _ := io.ReadAll(io.LimitReader(z, transport.MaxBody+1)) // what was cut is kept as far as it goes
	switch {
	case len(plain) > transport.MaxBody:
		return nil, transport.ErrBodyTooLarge
	case isPacked(plain):
		return nil, errors.New("a response that is packed more than once is not recorded")
	}
	return plain, nil
}

func isPacked(body []byte) bool { return bytes.HasPrefix(body, []byte{0x1f, 0x8b}) }
