package site

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"go.yaml.in/yaml/v3"

	"github.com/go-ali1688/ali1688/internal/bundle"
	"github.com/go-ali1688/ali1688/internal/plain"
	"github.com/go-ali1688/ali1688/internal/reference"
	"github.com/go-ali1688/ali1688/internal/samples"
	"github.com/go-ali1688/ali1688/mock"
	"github.com/go-ali1688/ali1688/refusal"
)

// noon is when all examples were answered, so that every build has the same.
func noon() time.Time { return time.Date(2026, 1, 2, 4, 0, 0, 0, time.UTC) }

// rowsShown is how many rows of a list an example shows.
const rowsShown = 2

// answers keeps what the mock answered, for the editions show the same.
var answers sync.Map

// answer is an example of what an operation answers.
type answer struct {
	JSON string // indented
	Cut  bool   // long lists were shortened
	// quoted from the document, both the document's and the mock's, other than the mock's, or "" for the mock's
	Source string
}

// example returns what a fresh mock answers. Where the open platform's response would be that there is no such order,
// it is the document's example. The mock is that of a user's own document, if there is one.
func example(own []byte, op *reference.Operation, r samples.Request) (answer, error) {
	if own != nil {
		return ask(op, r, mock.WithDocument(own))
	}
	if kept, ok := answers.Load(op.Name); ok {
		return kept.(answer), nil
	}
	out, err := ask(op, r)
	if err == nil {
		answers.Store(op.Name, out)
	}
	return out, err
}

func ask(op *reference.Operation, r samples.Request, more ...mock.Option) (answer, error) {
	if described := plain.Find(op.Name); described != nil {
		made, err := tree(described.Example)
		return written(made, "quoted"), err
	}
	quoted, err := tree([]byte(op.Answer))
	if err != nil || r.Direct() {
		return written(quoted, "quoted"), err
	}
	// the whole response, as the document has it
	handler, err := mock.NewHandler(append(more, mock.WithClock(noon), mock.WithNestedCustom())...)
	if err != nil {
		return answer{}, err
	}
	w := httptest.NewRecorder()
	handler.ServeHTTP(w, request(r))
	response, err := tree(w.Body.Bytes())
	if err != nil || r.Open == nil {
		return written(response, ""), err
	}
	response = member(response, "response")
	switch {
	case quoted == nil:
		return written(response, ""), nil
	case flat(quoted) == flat(response):
		return written(response, "both"), nil
	case failed(op, response) || containers(response) < containers(quoted):
		return written(quoted, "other"), nil
	}
	return written(response, ""), nil
}

// tree is JSON with its members in order.
func tree(content []byte) (*yaml.Node, error) {
	var out yaml.Node
	if err := yaml.Unmarshal(content, &out); err != nil || out.Kind == 0 {
		return nil, err
	}
	return out.Content[0], nil
}

func written(n *yaml.Node, source string) answer {
	if n == nil {
		return answer{}
	}
	cut := shorten(n)
	return answer{JSON: readable(flat(n)), Cut: cut, Source: source}
}

func flat(n *yaml.Node) string {
	var out bytes.Buffer
	if n != nil {
		bundle.WriteJSON(&out, n)
	}
	return out.String()
}

// readable is JSON indented; anything else stays as it is.
func readable(text string) string {
	var out bytes.Buffer
	if json.Indent(&out, []byte(text), "", "  ") != nil {
		return text
	}
	return out.String()
}

// failed reports whether one of the members that state it says that the call did not work.
func failed(op *reference.Operation, response *yaml.Node) bool {
	stated := false
	for _, path := range op.Outcome.Success {
		success := member(response, path)
		if success != nil && success.Value == "false" {
			return true
		}
		stated = stated || success != nil
	}
	return !stated && slices.ContainsFunc(op.Outcome.Code, func(path string) bool {
		code := member(response, path)
		return code != nil && !refusal.Succeeds(code.Value)
	})
}

// member returns the member at a dotted path, or nil.
func member(n *yaml.Node, path string) *yaml.Node {
	for name := range strings.SplitSeq(path, ".") {
		n = bundle.Get(n, name)
	}
	return n
}

// containers counts objects and lists.
func containers(n *yaml.Node) int {
	if n == nil || n.Kind == yaml.ScalarNode {
		return 0
	}
	count := 1
	for _, c := range n.Content {
		count += containers(c)
	}
	return count
}

func request(r samples.Request) *http.Request {
	query, form := url.Values{"key": {"demo"}, "secret": {"demo"}}, url.Values{}
	for _, p := range r.Query {
		query.Set(p.Name, p.Value)
	}
	if r.Session {
		query.Set("session", "demo")
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

// shorten cuts lists of objects, and reports whether it did.
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
