package site

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"time"

	"go.yaml.in/yaml/v3"

	"github.com/go-ali1688/ali1688/internal/reference"
	"github.com/go-ali1688/ali1688/internal/samples"
	"github.com/go-ali1688/ali1688/mock"
)

// noon is when all examples were answered, so that every build has the same.
func noon() time.Time { return time.Date(2026, 1, 2, 4, 0, 0, 0, time.UTC) }

// rowsShown is how many rows of a list an example shows.
const rowsShown = 2

// answers keeps what the mock answered, for the editions show the same.
var answers sync.Map

// example is what a fresh mock answers to a request, indented, with its long lists cut.
func example(r samples.Request) (answer string, cut bool, err error) {
	if kept, ok := answers.Load(r.API); ok {
		pair := kept.([2]string)
		return pair[0], pair[1] != "", nil
	}
	handler, err := mock.NewHandler(mock.WithClock(noon))
	if err != nil {
		return "", false, err
	}
	w := httptest.NewRecorder()
	handler.ServeHTTP(w, request(r))
	var tree yaml.Node // keeps the order of members
	if err := yaml.Unmarshal(w.Body.Bytes(), &tree); err != nil {
		return "", false, err
	}
	cut = shorten(&tree)
	var flat, out bytes.Buffer
	reference.WriteJSON(&flat, &tree)
	if err := json.Indent(&out, flat.Bytes(), "", "  "); err != nil {
		return "", false, err
	}
	mark := ""
	if cut {
		mark = "cut"
	}
	answers.Store(r.API, [2]string{out.String(), mark})
	return out.String(), cut, nil
}

func request(r samples.Request) *http.Request {
	query, form := url.Values{"key": {"demo"}, "secret": {"demo"}}, url.Values{}
	for _, p := range r.Query {
		query.Set(p.Name, p.Value)
	}
	for _, p := range r.Form {
		form.Set(p.Name, p.Value)
	}
	target := "/" + r.Platform + "/" + r.API + "/?" + query.Encode()
	if !r.Post() {
		return httptest.NewRequest(http.MethodGet, target, nil)
	}
	post := httptest.NewRequest(http.MethodPost, target, strings.NewReader(form.Encode()))
	post.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return post
}

// shorten cuts lists of objects, and says whether it did.
func shorten(n *yaml.Node) bool {
	cut := false
	if n.Kind == yaml.SequenceNode && len(n.Content) > rowsShown && n.Content[0].Kind != yaml.ScalarNode {
		n.Content, cut = n.Content[:rowsShown], true
	}
	for _, c := range n.Content {
		cut = shorten(c) || cut
	}
	return cut
}
