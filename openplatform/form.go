package openplatform

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"io"
	"maps"
	"mime/multipart"
	"net/url"
	"slices"
	"strings"

	platform "github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/internal/platformsign"
	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// form is the arguments as fields: texts as they are, objects and lists as JSON text, files apart.
type form struct {
	fields url.Values
	files  map[string][]byte
}

// newForm takes an object of arguments apart. What is null is not sent. Its error is a [lasting] one.
func newForm(op *platform.Operation, object jsontext.Value) (*form, error) {
	var members map[string]jsontext.Value
	if err := json.Unmarshal(object, &members); err != nil {
		return nil, &lasting{err}
	}
	f := &form{fields: url.Values{}, files: map[string][]byte{}}
	for name, v := range members {
		if err := f.add(paramOf(op, name), name, v); err != nil {
			return nil, &lasting{err}
		}
	}
	return f, nil
}

// paramOf returns what the document states about an argument, and nothing where it does not know it.
func paramOf(op *platform.Operation, name string) platform.Param {
	for _, p := range op.Params {
		if p.Name == name {
			return p
		}
	}
	return platform.Param{}
}

func (f *form) add(p platform.Param, name string, v jsontext.Value) error {
	if v.Kind() == 'n' {
		return nil
	}
	text, err := plain(v)
	switch {
	case err != nil:
		return fmt.Errorf("%s must be valid Unicode", name)
	case p.File: // in base64, as JSON has bytes
		if f.files[name], err = base64.StdEncoding.DecodeString(text); err != nil {
			return fmt.Errorf("%s must be a file in base64: %w", name, err)
		}
		return nil
	case p.Joined:
		if text, err = joined(v); err != nil {
			return fmt.Errorf("%s must be a list of texts or numbers", name)
		}
	}
	f.fields.Set(name, text)
	return nil
}

// joined returns a list of scalars with commas in between.
func joined(list jsontext.Value) (string, error) {
	var rows []jsontext.Value
	if err := json.Unmarshal(list, &rows); err != nil {
		return "", err
	}
	var out []string
	for _, row := range rows {
		text, err := plain(row)
		if err != nil {
			return "", err
		}
		out = append(out, text)
	}
	return strings.Join(out, ","), nil
}

// plain returns a JSON value as it stands in a form: the text of a string, and anything else as it is.
func plain(v jsontext.Value) (string, error) {
	if v.Kind() != '"' {
		return string(v), nil
	}
	text, err := jsontext.AppendUnquote(nil, v)
	return string(text), err
}

// body returns the form as it is sent: the fields, or parts where there are files. The fields are parts then, too, but
// for credentials that the operation wants in the query.
func (f *form) body(op *platform.Operation) (content io.Reader, contentType, query string, err error) {
	if len(f.files) == 0 {
		return strings.NewReader(f.fields.Encode()), "application/x-www-form-urlencoded; charset=utf-8", "", nil
	}
	var parts bytes.Buffer
	w := multipart.NewWriter(&parts)
	inQuery := url.Values{}
	for _, name := range slices.Sorted(maps.Keys(f.fields)) {
		if op.InQuery && (name == platformsign.AccessToken || strings.HasPrefix(name, "_aop_")) {
			inQuery[name] = f.fields[name]
			continue
		}
		if err := w.WriteField(name, f.fields.Get(name)); err != nil {
			return nil, "", "", err
		}
	}
	for _, name := range slices.Sorted(maps.Keys(f.files)) {
		part, err := w.CreateFormFile(name, name)
		if err != nil {
			return nil, "", "", err
		}
		if _, err := part.Write(f.files[name]); err != nil {
			return nil, "", "", err
		}
	}
	if len(inQuery) > 0 {
		query = "?" + inQuery.Encode()
	}
	return &parts, w.FormDataContentType(), query, w.Close()
}
