package conformance

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"text/tabwriter"

	"github.com/go-ali1688/ali1688/internal/measured"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// The mutation score says how much of a real response the documents pin down. For every value of every recording and
// excerpt, one at a time, a fault is planted; the score is the share of mutants that --strict finds. Mutants that the
// documents allow, such as true for a LooseBool, are no survivors; they are counted beside the score. A dropped member
// counts only where it is required. Maps keyed by data are not renamed, and the echoes of call_args are left out. A
// planted value that the document does not restrict, such as a time of another zone, is invisible to every schema: it
// is counted by the name of its kind.

// leastScore is the share of planted faults, without those that the document allows or that no schema sees, that must
// be found.
const leastScore = 0.99

// tally counts mutants.
type tally struct{ planted, found, allowed, invisible int }

// visible is how many mutants the score is the share of.
func (n *tally) visible() int { return n.planted - n.allowed - n.invisible }

func (n *tally) survivors() int { return n.visible() - n.found }

// score returns the share of the mutants that were found, not rounded up to a whole that it is not.
func (n *tally) score() string {
	if n.visible() == 0 {
		return "-"
	}
	tenths := n.found * 1000 / n.visible()
	return fmt.Sprintf("%d.%d %%", tenths/10, tenths%10)
}

// scores are the tallies by operation and by kind of fault.
type scores struct {
	byOperation, byKind map[string]*tally
	survivors           []string // operation, kind and pointer, as in the committed list
}

func (s *scores) count(api string, m mutant, found bool) {
	for _, n := range []*tally{at(s.byOperation, api), at(s.byKind, m.kind), at(s.byKind, "all")} {
		n.planted++
		switch {
		case found:
			n.found++
		case allowed(m.kind):
			n.allowed++
		}
	}
	if !found && !allowed(m.kind) {
		s.survivors = append(s.survivors, strings.Join([]string{api, m.kind, generic(m.pointer)}, "\t"))
	}
}

// countValue counts a planted value.
func (s *scores) countValue(api string, m mutant, found, visible bool) {
	for _, n := range []*tally{at(s.byOperation, api), at(s.byKind, m.kind), at(s.byKind, "all")} {
		n.planted++
		switch {
		case found:
			n.found++
		case !visible:
			n.invisible++
		}
	}
	if !found && visible {
		s.survivors = append(s.survivors, strings.Join([]string{api, m.kind, generic(m.pointer)}, "\t"))
	}
}

// invisible names the kinds of which some are invisible, with their numbers.
func (s *scores) invisible() string {
	var names []string
	for _, kind := range sortedKeys(s.byKind) {
		if n := s.byKind[kind].invisible; n > 0 && kind != "all" {
			names = append(names, fmt.Sprintf("%s %d", kind, n))
		}
	}
	return strings.Join(names, ", ")
}

func at(m map[string]*tally, key string) *tally {
	if m[key] == nil {
		m[key] = &tally{}
	}
	return m[key]
}

// allowed reports whether a mutant of this kind that is not found is one that the documents allow. kin-openapi has the
// same verdict on it, as judge makes sure. A name that nobody knows is never allowed.
func allowed(kind string) bool {
	return !ofText[kind] && kind != addMember && kind != renamed
}

// generic returns a pointer with a dash for every index.
func generic(pointer string) string {
	parts := strings.Split(pointer, "/")
	for i, p := range parts {
		if p != "" && strings.Trim(p, "0123456789") == "" {
			parts[i] = "-"
		}
	}
	return strings.Join(parts, "/")
}

func TestMutationScore(t *testing.T) {
	c, kin := gateway(t)
	s := &scores{byOperation: map[string]*tally{}, byKind: map[string]*tally{}}
	for _, a := range answers(t) {
		if a.api == OtherPlatforms {
			continue // its payload is described by nobody
		}
		require.NotNil(t, c.byName[a.api], a.file)
		options := a.options(true)
		mutate(t, a.body, func(m mutant) {
			if !nullWhereOpen[filepath.Base(a.file)] {
				judge(t, c, kin, a.api, m)
			}
			if m.kind == dropped {
				options.Excerpt = false // what was cut off is missing anyway; here the mutant is compared with the original
				if len(check(t, c, a.api, m.body, options)) <= len(check(t, c, a.api, a.body, options)) {
					options.Excerpt = a.excerpt
					return
				}
			}
			s.count(a.api, m, len(check(t, c, a.api, m.body, options)) > 0)
			options.Excerpt = a.excerpt
		})
	}
	s.plantValues(t)
	s.print(t)
	all := s.byKind["all"]
	assert.GreaterOrEqual(t, float64(all.found)/float64(all.visible()), leastScore)
	require.NoError(t, measured.Keep(map[string]string{
		"score.planted": strconv.Itoa(all.planted), "score.allowed": strconv.Itoa(all.allowed),
		"score.invisible": strconv.Itoa(all.invisible), "score.invisible_kinds": s.invisible(),
		"score.found": strconv.Itoa(all.found), "score.share": all.score(),
	}))
	assert.Equal(t, listedSurvivors(t), s.distinct(),
		"testdata/survivors.tsv must list exactly the mutants that survive, each with its reason")
}

// plantValues plants values in the bodies of the gateway, and in the real ones and the samples of the open platform.
func (s *scores) plantValues(t *testing.T) {
	t.Helper()
	all := answers(t)
	files, err := filepath.Glob("../evidence/openplatform/[ls][ia]*/*/*.json") // live and samples
	require.NoError(t, err)
	for _, file := range files {
		body, err := os.ReadFile(file)
		require.NoError(t, err)
		all = append(all, answer{filepath.Base(filepath.Dir(file)), file, body, false})
	}
	for _, a := range all {
		c, d := For(a.api), documentOfCall(t, a.api)
		if d == nil || len(check(t, c, a.api, a.body, a.options(true))) > 0 {
			continue
		}
		mutateValues(t, d, responseOf(d, a.api), a.body, func(m mutant, visible bool) {
			s.countValue(a.api, m, len(check(t, c, a.api, m.body, a.options(true))) > 0, visible)
		})
	}
}

func (s *scores) print(t *testing.T) {
	t.Helper()
	var b strings.Builder
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', tabwriter.AlignRight)
	for _, table := range []map[string]*tally{s.byOperation, s.byKind} {
		fmt.Fprintln(w, "\tplanted\tallowed\tinvisible\tfound\tsurvive\tscore\t")
		for _, name := range sortedKeys(table) {
			n := table[name]
			fmt.Fprintf(w, "%s\t%d\t%d\t%d\t%d\t%d\t%s\t\n",
				name, n.planted, n.allowed, n.invisible, n.found, n.survivors(), n.score())
		}
		fmt.Fprintln(w)
	}
	require.NoError(t, w.Flush())
	t.Log("\n" + b.String())
}

func (s *scores) distinct() []string {
	slices.Sort(s.survivors)
	return append([]string{}, slices.Compact(s.survivors)...)
}

// listedSurvivors returns the survivors that are known, each of which has a reason.
func listedSurvivors(t *testing.T) []string {
	t.Helper()
	content, err := os.ReadFile("testdata/survivors.tsv")
	require.NoError(t, err)
	list := []string{}
	for line := range strings.Lines(string(content)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		c := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		require.Len(t, c, 4, "want operation, kind, pointer and reason, got %q", line)
		require.NotEmpty(t, c[3], "a survivor needs a reason: %q", line)
		list = append(list, strings.Join(c[:3], "\t"))
	}
	slices.Sort(list)
	return list
}
