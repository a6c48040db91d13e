package transport

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"regexp"
	"strconv"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// MaxBody is the size in bytes beyond which an answer is refused. The largest known are a few hundred kilobytes.
const MaxBody = 64 << 20

// ErrBodyTooLarge says that an answer is larger than MaxBody.
var ErrBodyTooLarge = errors.New("the answer is larger than 64 MiB")

// CleanBody makes an answer clean UTF-8 JSON where it is JSON at all: it drops a byte order mark, turns GBK into UTF-8,
// and takes the JSON out of the PHP notices around it. Any other body passes as it came.
func CleanBody(next http.RoundTripper) http.RoundTripper {
	return Func(func(req *http.Request) (*http.Response, error) {
		rsp, err := next.RoundTrip(req)
		if err != nil {
			return nil, err
		}
		body, err := readAll(rsp.Body)
		if err != nil {
			return nil, err
		}
		setBody(rsp, Clean(body))
		return rsp, nil
	})
}

func readAll(body io.ReadCloser) ([]byte, error) {
	defer func() { _ = body.Close() }()
	all, err := io.ReadAll(io.LimitReader(body, MaxBody+1))
	if err == nil && len(all) > MaxBody {
		err = ErrBodyTooLarge
	}
	return all, err
}

func setBody(rsp *http.Response, body []byte) {
	rsp.Body = io.NopCloser(bytes.NewReader(body))
	rsp.ContentLength = int64(len(body))
	rsp.Header.Set("Content-Length", strconv.Itoa(len(body)))
}

// Clean does to one body what CleanBody does to every answer.
func Clean(body []byte) []byte {
	body = bytes.TrimPrefix(body, []byte("\xef\xbb\xbf"))
	return withoutNotices(utf8Of(body))
}

// utf8Of turns GBK into UTF-8. The gateway labels everything UTF-8, so only the bytes tell.
func utf8Of(body []byte) []byte {
	if utf8.Valid(body) {
		return body
	}
	decoded, err := simplifiedchinese.GB18030.NewDecoder().Bytes(body)
	if err != nil || bytes.ContainsRune(decoded, utf8.RuneError) {
		return body
	}
	return decoded
}

// notice is how PHP begins what it says on its own account, plain or as HTML.
var notice = regexp.MustCompile(`(?i)\b(warning|notice|deprecated|fatal error|parse error)\b`)

// withoutNotices returns the JSON object between PHP notices. The text around it must look like PHP's: an HTML page
// holds braces, too, and must not be taken for an answer.
func withoutNotices(body []byte) []byte {
	trimmed := bytes.TrimSpace(body)
	start := bytes.IndexByte(trimmed, '{')
	if start < 0 || start > 0 && !notice.Match(trimmed[:start]) {
		return body
	}
	decoder := jsontext.NewDecoder(bytes.NewReader(trimmed[start:]), jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))
	value, err := decoder.ReadValue()
	if err != nil {
		return body
	}
	value = value.Clone()
	if rest := bytes.TrimSpace(trimmed[start+int(decoder.InputOffset()):]); len(rest) > 0 && !notice.Match(rest) {
		return body
	}
	return value
}
