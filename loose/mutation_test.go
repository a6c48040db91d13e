package loose_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/generated/gateway"
	platform "github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/loose"
)

// maxMutations bounds the time of the test. ALI1688_MUTATIONS=all tries every mutation of every place, and
// ALI1688_MUTATIONS with the seed that a run has printed tries the same ones again.
const maxMutations = 20_000

// TestMutations replaces each member of every known response, and of the examples of both documents, by each kind
// that it may not have. No response is lost: it decodes, everything else in it is as before, and Unread names that
// place and no other.
func TestMutations(t *testing.T) {
	all := os.Getenv("ALI1688_MUTATIONS") == "all"
	responses := knownResponses(t)
	mutations := mutationsOf(responses, all)
	seed, err := strconv.ParseUint(os.Getenv("ALI1688_MUTATIONS"), 10, 64)
	if err != nil {
		seed = uint64(time.Now().UnixNano())
	}
	rand.New(rand.NewPCG(seed, 0)).Shuffle(len(mutations), reflect.Swapper(mutations))
	tried := mutations
	if !all {
		tried = mutations[:min(len(mutations), maxMutations)]
	}
	t.Logf("%d responses, %d mutations, %d tried, seed %d", len(responses), len(mutations), len(tried), seed)
	require.Greater(t, len(responses), 200)
	require.Greater(t, len(mutations), 10_000)
	failed := 0
	for _, m := range tried {
		if fault := m.fault(); fault != "" {
			t.Errorf("%s at %s, %s: %s", m.file, m.pointer, m.value, fault)
			if failed++; failed == 20 {
				t.Fatal("and so on")
			}
		}
	}
}

// known is a known response.
type known struct {
	file, api string
	body      []byte
}

// empty returns a response of the operation's type, or nil where there is none.
func (r known) empty() any {
	if empty := gateway.Answers[r.api]; empty != nil {
		return empty()
	}
	if empty := platform.NewAnswer(r.api); empty != nil {
		return empty
	}
	return nil
}

func knownResponses(t *testing.T) []known {
	out := append(examplesOf(t, "gateway"), examplesOf(t, "openplatform")...)
	err := filepath.WalkDir("../evidence", func(file string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(file, ".json") {
			return err
		}
		body, err := os.ReadFile(file)
		r := known{file, filepath.Base(filepath.Dir(file)), body}
		if r.empty() != nil {
			out = append(out, r)
		}
		return err
	})
	require.NoError(t, err)
	return out
}

// examplesOf returns the examples of the responses of a document.
func examplesOf(t *testing.T, document string) (out []known) {
	content, err := os.ReadFile("../openapi/dist/" + document + ".json")
	require.NoError(t, err)
	var doc struct {
		Components struct {
			Schemas map[string]struct{ Example json.RawMessage }
		}
	}
	require.NoError(t, json.Unmarshal(content, &doc))
	for _, api := range operations() {
		name := reflect.TypeOf(known{api: api}.empty()).Elem().Name()
		if example := doc.Components.Schemas[name].Example; example != nil {
			out = append(out, known{"the example of " + name, api, example})
		}
	}
	return out
}

func operations() (out []string) {
	for api := range gateway.Answers {
		out = append(out, api)
	}
	for _, op := range platform.Operations {
		out = append(out, op.Name)
	}
	slices.Sort(out)
	return out
}

// mutation is a response in which one value is replaced.
type mutation struct {
	known
	place
	value string
	as    string // what the value means, where it is another way to write a list of one
}

var wrongKinds = []string{"false", "true", "[]", "{}", `"x"`, "null", "0", `[{"a":1}]`, `{"a":[1]}`}

// mutationsOf lists the mutations, and unless it is for all, each of a place in the rows of an operation once.
func mutationsOf(responses []known, all bool) (out []mutation) {
	index := regexp.MustCompile(`/\d+`)
	seen := map[string]bool{}
	for _, r := range responses {
		for _, p := range placesOf("", 0, r.body) {
			key := r.api + index.ReplaceAllString(string(p.pointer), "/0")
			if seen[key] && !all {
				continue
			}
			seen[key] = true
			for _, kind := range wrongKinds {
				out = append(out, mutation{r, p, kind, ""})
			}
			if one := onlyObject(r.body[p.start:p.end]); one != "" && r.api != "custom" { // its payload is kept as it came
				out = append(out, mutation{r, p, one, "[" + one + "]"}, mutation{r, p, `{"3":` + one + `}`, "[" + one + "]"})
			}
		}
	}
	return out
}

// onlyObject returns the first row of a list of objects.
func onlyObject(list jsontext.Value) string {
	if places := placesOf("", 0, list); list.Kind() == '[' && len(places) > 0 {
		if first := list[places[0].start:places[0].end]; first.Kind() == '{' {
			return string(first)
		}
	}
	return ""
}

// with returns the body with a value in the place of the mutation.
func (m mutation) with(value string) []byte {
	return slices.Concat(m.body[:m.start], []byte(value), m.body[m.end:])
}

// fault decodes the mutated body and says what is wrong with the result.
func (m mutation) fault() string {
	reference := "null"
	if m.as != "" {
		reference = m.as
	}
	want, wantUnread, err := m.decode(m.with(reference))
	if err != nil {
		return "the response itself does not decode: " + err.Error()
	}
	got, gotUnread, err := m.decode(m.with(m.value))
	switch {
	case err != nil:
		return "lost: " + err.Error()
	case m.as == "" && m.vanished(got, gotUnread):
		return "the value is neither read nor unread"
	case m.as == "":
		want, got = without(want, m.pointer), without(got, m.pointer)
		wantUnread, gotUnread = elsewhere(wantUnread, m.pointer), elsewhere(gotUnread, m.pointer)
	}
	if !assert.ObjectsAreEqual(want, got) {
		return fmt.Sprintf("want %v, got %v", want, got)
	}
	if len(wantUnread) != len(gotUnread) {
		return fmt.Sprintf("want unread %v, got %v", wantUnread, gotUnread)
	}
	return ""
}

// vanished reports whether a text or true was left out without a word, where the original value was read.
func (m mutation) vanished(got any, unread loose.Unread) bool {
	if m.value != "true" && m.value != `"x"` || len(unread) > len(elsewhere(unread, m.pointer)) {
		return false
	}
	tokens := slices.Collect(m.pointer.Tokens())
	original, _, err := m.decode(m.body)
	return err == nil && at(original, tokens) != nil && at(got, tokens) == nil
}

func (m mutation) decode(body []byte) (any, loose.Unread, error) {
	typed := m.empty()
	unread, err := loose.Decoder{}.Decode(context.Background(), body, typed)
	if err != nil {
		return nil, nil, err
	}
	text, err := loose.Marshal(typed)
	if err != nil {
		return nil, nil, err
	}
	var generic any
	err = json.Unmarshal(text, &generic)
	return pruned(generic), unread, err
}
