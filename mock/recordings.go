package mock

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/go-ali1688/ali1688/conformance/testdata"

	"github.com/go-ali1688/ali1688/internal/params"
)

// library is a folder of recorded answers.
type library struct {
	recordings func() map[string][]*template // by operation, in the order of the names of the files
}

// embedded are the whole answers that the tests of the documents use. Those cut off are not answers, and stay out.
// They are read when they are first asked for.
var embedded = &library{sync.OnceValue(func() map[string][]*template {
	folder, err := fs.Sub(testdata.FS, "recordings")
	if err != nil {
		return nil
	}
	all, _ := readRecordings(folder) // a test reads them
	return all
})}

// readLibrary reads a folder of the user's.
func readLibrary(folder fs.FS, own *own) (*library, error) {
	if folder == nil {
		return nil, errors.New("mock: the folder of recordings is nil")
	}
	all, err := readRecordings(folder)
	if err != nil {
		return nil, fmt.Errorf("mock: %w", err)
	}
	if len(all) == 0 && own.recorded() == 0 {
		return nil, errors.New("mock: the folder of recordings has no <operation>/*.json; operations are " + strings.Join(operationNames(), ", "))
	}
	return &library{func() map[string][]*template { return all }}, nil
}

func readRecordings(folder fs.FS) (map[string][]*template, error) {
	files, err := fs.Glob(folder, "*/*.json")
	if err != nil {
		return nil, err
	}
	all := map[string][]*template{}
	for _, file := range files {
		api := path.Dir(file)
		if _, ok := params.Operations[api]; !ok {
			continue
		}
		t, err := readRecording(folder, file)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		all[api] = append(all[api], t)
	}
	return all, nil
}

func readRecording(folder fs.FS, file string) (*template, error) {
	info, err := fs.Stat(folder, file)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() { // a named pipe would wait for a writer, and a device may never end
		return nil, errors.New("it is not a regular file")
	}
	body, err := fs.ReadFile(folder, file)
	if err != nil {
		return nil, err
	}
	t, err := parseTemplate(body)
	if err != nil {
		return nil, err
	}
	t.name = strings.TrimSuffix(path.Base(file), ".json")
	return t, nil
}

// fitting answers with what was recorded for the call; of two that fit equally well the later library has the better.
type fitting []*library

func (f fitting) find(c *call) *template {
	for _, l := range slices.Backward(f) {
		if t := l.fitting(c); t != nil {
			return t
		}
	}
	return nil
}

// fitting is the recording that agrees with the most parameters, the first of several.
func (l *library) fitting(c *call) *template {
	var best *template
	most := 0
	for _, t := range l.recordings()[c.api] {
		if n := t.facts.fit(c); n > most {
			best, most = t, n
		}
	}
	return best
}

// unspecific answers with recordings that do not say which call they answer: no call_args, and no num_iid. A success
// goes before a failure, and a later library before an earlier one.
type unspecific []*library

func (u unspecific) find(c *call) *template {
	for _, l := range slices.Backward(u) {
		if t := l.unspecific(c.api); t != nil {
			return t
		}
	}
	return nil
}

func (l *library) unspecific(api string) *template {
	var failure *template
	for _, t := range l.recordings()[api] {
		switch {
		case len(t.facts.args) > 0 || t.facts.numIID != "":
		case !t.facts.failed:
			return t
		case failure == nil:
			failure = t
		}
	}
	return failure
}
