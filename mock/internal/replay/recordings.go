package replay

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/go-ali1688/ali1688/mock/internal/exchange"
	"github.com/go-ali1688/ali1688/mock/internal/reply"

	"github.com/go-ali1688/ali1688/evidence"

	"github.com/go-ali1688/ali1688/internal/params"
)

// Library is a folder of recorded responses.
type Library struct {
	recordings func() map[string][]*reply.Template // by operation, in the order of the names of the files
}

// Embedded has the complete recordings of package evidence, without excerpts. They are read at the first use.
var Embedded = &Library{sync.OnceValue(func() map[string][]*reply.Template {
	folder, err := fs.Sub(evidence.FS, "recordings")
	if err != nil {
		return nil
	}
	all, _ := readRecordings(folder, isDocumented) // a test reads them
	return all
})}

// Read reads a folder of the user. A folder without a recording is an error unless mayLack is set.
func Read(folder fs.FS, mayLack bool) (*Library, error) {
	if folder == nil {
		return nil, errors.New("mock: the folder of recordings is nil")
	}
	all, err := readRecordings(folder, isDocumented)
	if err != nil {
		return nil, fmt.Errorf("mock: %w", err)
	}
	if len(all) == 0 && !mayLack {
		return nil, errors.New("mock: the folder of recordings has no <operation>/*.json; operations are " +
			strings.Join(exchange.OperationNames(), ", "))
	}
	return &Library{func() map[string][]*reply.Template { return all }}, nil
}

// ReadOperations reads the recordings of some operations from all folders into one library, and counts the operations.
func ReadOperations(folders []fs.FS, known func(api string) bool) (*Library, int, error) {
	all := map[string][]*reply.Template{}
	for _, folder := range folders {
		read, err := readRecordings(folder, known)
		if err != nil {
			return nil, 0, fmt.Errorf("mock: %w", err)
		}
		for api, list := range read {
			all[api] = append(all[api], list...)
		}
	}
	return &Library{func() map[string][]*reply.Template { return all }}, len(all), nil
}

func isDocumented(api string) bool {
	_, ok := params.Operations[api]
	return ok
}

func readRecordings(folder fs.FS, known func(api string) bool) (map[string][]*reply.Template, error) {
	files, err := fs.Glob(folder, "*/*.json")
	if err != nil {
		return nil, err
	}
	all := map[string][]*reply.Template{}
	for _, file := range files {
		api := path.Dir(file)
		if !known(api) {
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

func readRecording(folder fs.FS, file string) (*reply.Template, error) {
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
	t, err := reply.ParseTemplate(body)
	if err != nil {
		return nil, err
	}
	t.Name = strings.TrimSuffix(path.Base(file), ".json")
	return t, nil
}

// Replayer serves recordings.
type Replayer struct {
	*reply.Responder
	layers []*Library // the last one wins
}

// New returns a replayer that prefers the recordings of later layers.
func New(r *reply.Responder, layers []*Library) *Replayer { return &Replayer{r, layers} }

// Find returns the recording that fits a request best, or one that does not state its request, or nil.
func (s *Replayer) Find(c *exchange.Call) *reply.Template {
	for _, l := range slices.Backward(s.layers) {
		if t := l.bestMatch(c); t != nil {
			return t
		}
	}
	for _, l := range slices.Backward(s.layers) {
		if t := l.generic(c.API); t != nil {
			return t
		}
	}
	return nil
}

// bestMatch returns the recording that agrees with the most parameters; of several it returns the first.
func (l *Library) bestMatch(c *exchange.Call) *reply.Template {
	var best *reply.Template
	most := 0
	for _, t := range l.recordings()[c.API] {
		if n := countMatches(&t.Facts, c); n > most {
			best, most = t, n
		}
	}
	return best
}

// generic returns a recording that does not state its request: no call_args, and no num_iid. A success is preferred
// to a failure.
func (l *Library) generic(api string) *reply.Template {
	var failure *reply.Template
	for _, t := range l.recordings()[api] {
		switch {
		case len(t.Facts.Args) > 0 || t.Facts.NumIID != "":
		case !t.Facts.Failed:
			return t
		case failure == nil:
			failure = t
		}
	}
	return failure
}

// Find returns the recording of the library that fits the request best, or one that does not state its request.
func (l *Library) Find(c *exchange.Call) *reply.Template {
	return cmp.Or(l.bestMatch(c), l.generic(c.API))
}
