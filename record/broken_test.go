package record_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/record"
	"github.com/go-ali1688/ali1688/transport"
)

// TestPacked unpacks gzip, and records no other encoding.
func TestPacked(t *testing.T) {
	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	_, err := w.Write([]byte(`{"a":1}`))
	require.NoError(t, err)
	require.NoError(t, w.Close())
	zipped := packed.String()
	cases := []struct{ name, encoding, body, want, err string }{
		{"gzip", "gzip", zipped, `{"a":1}`, ""},
		{"gzip by another name", " X-GZIP", zipped, `{"a":1}`, ""},
		{"gzip that is not said to be", "", zipped, `{"a":1}`, ""},
		{"no gzip", "gzip", `{"a":1}`, `{"a":1}`, ""},
		{"identity", "identity", `{"a":1}`, `{"a":1}`, ""},
		{"cut gzip", "gzip", zipped[:len(zipped)-4], `{"a":1}`, ""},
		{"broken gzip", "gzip", "\x1f\x8bx", "", "a response of broken gzip is not recorded"},
		{"another encoding", "br", "x", "", `a response in an encoding that is not read, "br", is not recorded`},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			rsp := response(c.body)
			rsp.Header = http.Header{"Content-Encoding": {c.encoding}}
			got := exchange(t, get(t, itemPath), rsp)
			assert.Equal(t, c.body, got.returned)
			if c.err != "" {
				require.EqualError(t, got.err, c.err)
				assert.Empty(t, got.files)
				assert.Empty(t, got.File+got.Raw)
				return
			}
			require.NoError(t, got.err)
			assert.Equal(t, c.want, got.files[got.File])
		})
	}
}

// TestSizes passes larger bodies than the limit on without a look at them. Those below are of an encoding that is not
// read, which is quicker than to redact them.
func TestSizes(t *testing.T) {
	for size, want := range map[int]string{
		transport.MaxBody:     `a response in an encoding that is not read, "br", is not recorded`,
		transport.MaxBody + 1: transport.ErrBodyTooLarge.Error(),
	} {
		rsp := &http.Response{StatusCode: 200, Body: io.NopCloser(io.LimitReader(endless{}, int64(size)))}
		rsp.Header = http.Header{"Content-Encoding": {"br"}}
		got := exchange(t, get(t, itemPath), rsp)
		assert.EqualError(t, got.err, want)
		assert.Len(t, got.returned, size)
	}
	var bomb bytes.Buffer
	w := gzip.NewWriter(&bomb)
	_, err := io.Copy(w, io.LimitReader(endless{}, transport.MaxBody+1))
	require.NoError(t, err)
	require.NoError(t, w.Close())
	assert.ErrorIs(t, exchange(t, get(t, itemPath), response(bomb.String())).err, transport.ErrBodyTooLarge)
}

// TestBrokenBodies end for the caller as they ended, however the body is read.
func TestBrokenBodies(t *testing.T) {
	for name, read := range map[string]func(io.Reader) (string, error){
		"Read": func(r io.Reader) (string, error) {
			text, err := io.ReadAll(struct{ io.Reader }{r})
			return string(text), err
		},
		"WriteTo": func(r io.Reader) (string, error) {
			var out strings.Builder
			_, err := io.Copy(&out, r)
			return out.String(), err
		},
	} {
		for _, want := range []error{nil, io.ErrUnexpectedEOF} {
			r, _ := recorder(t)
			var end io.Reader = strings.NewReader("")
			if want != nil {
				end = failing{want}
			}
			next := roundTripper(func(*http.Request) (*http.Response, error) {
				return &http.Response{StatusCode: 200, Header: http.Header{},
					Body: io.NopCloser(io.MultiReader(strings.NewReader("{}"), end))}, nil
			})
			rsp, err := r.Transport(next).RoundTrip(get(t, itemPath))
			require.NoError(t, err)
			text, err := read(rsp.Body)
			assert.Equal(t, "{}", text, name)
			assert.Equal(t, want, err, name)
			require.NoError(t, rsp.Body.Close())
		}
	}
}

// TestOverlap calls the observer once at a time.
func TestOverlap(t *testing.T) {
	inside := make(chan struct{}, 1)
	r, _ := recorder(t, record.OnExchange(func(record.Exchange, error) {
		select {
		case inside <- struct{}{}:
		default:
			t.Error("two at once")
		}
		time.Sleep(time.Millisecond)
		<-inside
	}))
	done := make(chan struct{})
	rt := r.Transport(roundTripper(func(*http.Request) (*http.Response, error) {
		return &http.Response{StatusCode: 200, Header: http.Header{}, Body: io.NopCloser(strings.NewReader("{}"))}, nil
	}))
	for range 8 {
		go func() {
			rsp, err := rt.RoundTrip(get(t, itemPath))
			if assert.NoError(t, err) {
				_ = rsp.Body.Close()
			}
			done <- struct{}{}
		}()
	}
	for range 8 {
		<-done
	}
}

// TestLedgerThatCannotBeWritten reports it, and names no file as recorded.
func TestLedgerThatCannotBeWritten(t *testing.T) {
	var got record.Exchange
	var why error
	r, dir := recorder(t, record.OnExchange(func(x record.Exchange, err error) { got, why = x, err }))
	require.NoError(t, os.Mkdir(filepath.Join(dir, record.Ledger), 0o750))
	rt := r.Transport(roundTripper(func(*http.Request) (*http.Response, error) {
		rsp := response("\xef\xbb\xbf{}")
		rsp.Header = http.Header{}
		return rsp, nil
	}))
	rsp, err := rt.RoundTrip(get(t, itemPath).WithContext(context.Background()))
	require.NoError(t, err)
	require.NoError(t, rsp.Body.Close())
	require.Error(t, why)
	assert.Equal(t, []string{"item_get", "", ""}, []string{got.API, got.File, got.Raw})
}
