package transport

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"regexp"
	"strconv"
	"unicode/utf8"

	"github.com/go-ali1688/ali1688/internal/gb18030"
	"github.com/go-ali1688/ali1688/internal/phpjson"
	"github.com/go-ali1688/ali1688/phpwire"
)

// MaxBody is the largest accepted size of a response in bytes. The largest known have a few hundred kilobytes.
const MaxBody = 24 << 20

// ErrBodyTooLarge is returned if a response is larger than MaxBody.
var ErrBodyTooLarge = fmt.Errorf("the response is larger than %d MiB", MaxBody>>20)

// CleanBody returns a response clean UTF-8 JSON, whatever result_type the call asked for: it drops a byte order mark,
// decodes GBK, removes the PHP notices around the response, and translates it if it is not JSON. See
// [Translate]. A body that is not a response is passed on unchanged.
//
// A response with more than maxValues values is an error, phpwire.ErrTooManyValues; 0 is phpwire.DefaultMaxValues. The
// context of a request bounds the work, too.
func CleanBody(next http.RoundTripper, maxValues int) http.RoundTripper {
	next = complete(next)
	return Func(func(req *http.Request) (*http.Response, error) {
		rsp, err := next.RoundTrip(req)
		if err != nil {
			return nil, shortened(err)
		}
		body, err := ReadBody(rsp)
		_ = rsp.Body.Close()
		if err != nil {
			return nil, err
		}
		limits := translation{req.Context(), phpwire.Decoder{MaxValues: maxValues}}
		clean, err := limits.clean(formatOf(req.URL.RawQuery), body)
		if err != nil {
			return nil, err
		}
		setBody(rsp, clean)
		return rsp, nil
	})
}

// Context returns the context of the request that a response belongs to. It ends with the timeout of the http.Client,
// too.
func Context(rsp *http.Response) context.Context {
	if rsp.Request == nil {
		return context.Background()
	}
	return rsp.Request.Context()
}

// ReadBody reads the body of a response, which may be nil. It returns ErrBodyTooLarge if the body is larger than
// MaxBody. It does not close the body: that ends the context of the request, which still bounds the decoding.
func ReadBody(rsp *http.Response) ([]byte, error) {
	if rsp.Body == nil {
		return nil, nil
	}
	var body bytes.Buffer
	if n := rsp.ContentLength; n > 0 && n <= MaxBody {
		body.Grow(int(n) + bytes.MinRead)
	}
	_, err := body.ReadFrom(io.LimitReader(rsp.Body, MaxBody+1))
	if err == nil && body.Len() > MaxBody {
		err = ErrBodyTooLarge
	}
	return body.Bytes(), err
}

func setBody(rsp *http.Response, body []byte) {
	rsp.Body = io.NopCloser(bytes.NewReader(body))
	rsp.ContentLength = int64(len(body))
	rsp.Header.Set("Content-Length", strconv.Itoa(len(body)))
}

// Wrapping describes what surrounded the JSON of a response.
type Wrapping struct {
	BOM           bool   // a byte order mark
	GBK           bool   // the text was GBK, whatever its label
	Before, After []byte // PHP's notices
	JSON          []byte // what is left: clean JSON, or a body that is none
}

// Clean does to one body what CleanBody does to every response.
func Clean(body []byte) []byte { return Unwrap(body).JSON }

// Unwrap does what [Clean] does, and returns what it removed.
func Unwrap(body []byte) Wrapping {
	var w Wrapping
	marked := withoutMarks(body)
	decoded := utf8Of(marked)
	w.JSON = withoutMarks(decoded) // GBK has a mark of its own
	w.BOM = len(marked) < len(body) || len(w.JSON) < len(decoded)
	w.GBK = !bytes.Equal(decoded, marked)
	w.cutNotices()
	return w
}

// withoutMarks removes all leading byte order marks: each layer that writes one adds its own.
func withoutMarks(body []byte) []byte {
	for bytes.HasPrefix(body, []byte("\xef\xbb\xbf")) {
		body = body[3:]
	}
	return body
}

// utf8Of converts GBK to UTF-8. The gateway labels everything UTF-8, so only the bytes show the encoding.
func utf8Of(body []byte) []byte {
	if utf8.Valid(body) && !isShortGBK(body) {
		return body
	}
	if decoded, ok := gb18030.Decode(body); ok {
		return decoded
	}
	return body
}

// notice matches the beginning of a PHP notice, plain or as HTML.
var notice = regexp.MustCompile(`(?i)\b(warning|notice|deprecated|fatal error|parse error)\b`)

// cutNotices returns the JSON object between PHP notices. The text around it must look like PHP's: an HTML page
// contains braces, too, and must not be taken for a response.
func (w *Wrapping) cutNotices() {
	text := bytes.TrimSpace(w.JSON)
	start := bytes.IndexByte(text, '{')
	if start < 0 || start > 0 && !notice.Match(text[:start]) {
		return
	}
	decoder := phpjson.NewDecoder(text[start:])
	if err := decoder.SkipValue(); err != nil {
		return
	}
	end := start + int(decoder.InputOffset())
	after := bytes.TrimSpace(text[end:])
	if len(after) > 0 && !notice.Match(after) {
		return
	}
	w.Before, w.JSON, w.After = text[:start], text[start:end], after
}
