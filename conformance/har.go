package conformance

import (
	"encoding/base64"
	"errors"
	"fmt"
	"net/http"
	"net/url"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/go-ali1688/ali1688/openapi"
)

// har is as much of an HTTP Archive as holds answers.
type har struct {
	Log struct {
		Entries harEntries `json:"entries"`
	} `json:"log"`
}

// harEntries hands out one entry after the other, so that an archive of very many takes no more memory than its text.
type harEntries struct {
	each func(index int, e *harEntry) error
}

type harEntry struct {
	Request struct {
		Method   string     `json:"method"`
		URL      string     `json:"url"`
		Headers  []harPair  `json:"headers"`
		Cookies  []harPair  `json:"cookies"`
		Query    []harPair  `json:"queryString"`
		PostData harContent `json:"postData"`
	} `json:"request"`
	Response struct {
		Status  int       `json:"status"`
		Headers []harPair `json:"headers"`
		Cookies []harPair `json:"cookies"`
		Content struct {
			Text     string `json:"text"`
			Encoding string `json:"encoding"`
		} `json:"content"`
	} `json:"response"`
}

// harPair is a header, a cookie or a parameter.
type harPair struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// harContent is the body of a request.
type harContent struct {
	MimeType string    `json:"mimeType"`
	Text     string    `json:"text"`
	Params   []harPair `json:"params"`
}

// UnmarshalJSONFrom reads the list.
func (h *harEntries) UnmarshalJSONFrom(d *jsontext.Decoder) error {
	if token, err := d.ReadToken(); err != nil || token.Kind() != '[' {
		return errors.Join(err, errNoArchive)
	}
	for i := 0; d.PeekKind() != ']'; i++ {
		var e harEntry
		if err := json.UnmarshalDecode(d, &e); err != nil {
			return err
		}
		if err := h.each(i, &e); err != nil {
			return err
		}
	}
	_, err := d.ReadToken()
	return err
}

var errNoArchive = errors.New("not an HTTP Archive")

func entries(content []byte, name string, yield func(Body, error) bool) {
	var archive har
	archive.Log.Entries.each = func(i int, e *harEntry) error {
		body := Body{File: fmt.Sprintf("%s:%d", name, i), API: e.operation(), Status: e.Response.Status}
		if body.API == "" {
			return nil
		}
		body.secrets = e.secrets()
		var err error
		if body.Content, err = e.content(); err != nil {
			err = fmt.Errorf("%s: entry %d: the content is not base64", name, i)
		}
		return proceed(yield(body, err))
	}
	err := json.Unmarshal(content, &archive, lax)
	if err != nil && !errors.Is(err, errStop) { // the decoder's own text may quote a value
		yield(Body{File: name}, fmt.Errorf("%s is not an HTTP Archive", name))
	}
}

func (e *harEntry) content() ([]byte, error) {
	text := e.Response.Content.Text
	if e.Response.Content.Encoding != "base64" {
		return []byte(text), nil
	}
	return base64.StdEncoding.DecodeString(text)
}

// operation is the operation that the entry answers, or "" if none: browsers archive redirects and the questions they
// ask before a call, too.
func (e *harEntry) operation() string {
	if e.Request.Method == http.MethodOptions || e.Response.Status/100 == 3 {
		return ""
	}
	return operationOf(e.Request.URL)
}

// operationOf returns the operation that an address names, or "" for an address of another API.
func operationOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	for _, d := range openapi.Documents() {
		if _, api, ok := d.Operation(u.Path); ok {
			return api
		}
	}
	return ""
}
