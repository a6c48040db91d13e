package admin

import (
	"encoding/json"
	"io"
	"net/http"
	"runtime/debug"
	"strconv"
	"strings"
	"time"

	"github.com/go-ali1688/ali1688/mock/internal/exchange"

	"github.com/go-ali1688/ali1688/mock/orders"
	"github.com/go-ali1688/ali1688/openapi"
)

// Options are the parts of a mock that the endpoints below /__admin show and change.
type Options struct {
	YAML, JSON []byte // the gateway's document
	Orders     *orders.World
	Now        func() time.Time
	Clock      Clock // that Now reads, or nil
	MaxSpeed   int   // of Clock
	Faults     Faults
	Messages   Messages

	IsOperation func(path string) bool // reports whether a path is that of an operation of the gateway
	State       func() any             // for JSON
	Load        func(io.Reader) error
	Reset       func()

	PublicURL     string   // its host may be called
	AllowedHosts  []string // and so may these
	HasRecordings bool     // of the user, which no page of another origin may read
}

// Faults is the plan of faults.
type Faults interface {
	Describe() any
	AddRule(io.Reader) error
	RemoveRules(io.Reader) error
}

// Clock is a clock that can be set.
type Clock interface {
	Advance(time.Duration)
	Set(time.Time)
	SetSpeed(float64)
	Speed() float64
}

// Routes are the endpoints beside the two APIs.
type Routes struct {
	Options
	Journal Journal // of the last requests; an observer
}

// Handler serves the endpoints, and leaves all other requests to next.
func (a *Routes) Handler(next http.Handler) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("ok\n")) })
	mux.HandleFunc("GET /openapi.yaml", serveContent("application/yaml", a.YAML))
	mux.HandleFunc("GET /openapi.json", serveContent("application/json", a.JSON))
	for _, d := range openapi.Documents() {
		mux.HandleFunc("GET /"+d.Name+".yaml", serveContent("application/yaml", d.YAML))
		mux.HandleFunc("GET /"+d.Name+".json", serveContent("application/json", d.JSON))
	}
	a.addOrders(mux)
	a.addFaults(mux)
	a.addMessages(mux)
	addPage(mux)
	mux.HandleFunc("GET /__admin/requests",
		func(w http.ResponseWriter, r *http.Request) { writeJSON(w, latestRequests(&a.Journal, r)) })
	mux.HandleFunc("GET /__admin/state", func(w http.ResponseWriter, _ *http.Request) { writeJSON(w, a.State()) })
	mux.HandleFunc("PUT /__admin/state", acceptBody(maxState, "the state cannot be loaded: ", a.Load))
	mux.HandleFunc("POST /__admin/reset", func(http.ResponseWriter, *http.Request) {
		a.Reset()
		a.Journal.clear()
		debug.FreeOSMemory() // a user who resets wants the memory, too
	})
	mux.Handle("/", next)
	return a.guardBrowser(limitLarge(a.bypass(mux, next)))
}

// bypass sends requests to operations straight to next. They are most requests and need no search for a pattern.
func (a *Routes) bypass(mux, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if a.IsOperation(r.URL.Path) && !strings.Contains(r.URL.Path, "//") {
			next.ServeHTTP(w, r)
			return
		}
		mux.ServeHTTP(w, r)
	})
}

func (a *Routes) addFaults(mux *http.ServeMux) {
	mux.HandleFunc("GET /__admin/faults",
		func(w http.ResponseWriter, _ *http.Request) { writeJSON(w, a.Faults.Describe()) })
	const maxRule = 1 << 16
	mux.HandleFunc("POST /__admin/faults", acceptBody(maxRule, "the rule cannot be set: ", a.Faults.AddRule))
	mux.HandleFunc("DELETE /__admin/faults", acceptBody(maxRule, "the rule cannot be removed: ", a.Faults.RemoveRules))
}

// maxState is the size of a state with a full cache and tens of thousands of orders.
const maxState = 64 << 20

// acceptBody returns a handler that lets f read a body of limited size, and sends an error of f with a text before it.
func acceptBody(most int64, failed string, f func(io.Reader) error) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if err := f(http.MaxBytesReader(w, r.Body, most)); err != nil {
			http.Error(w, failed+err.Error(), http.StatusBadRequest)
		}
	}
}

// latestRequests returns the requests in the journal, or only as many as the parameter last states.
func latestRequests(seen *Journal, r *http.Request) []exchange.Request {
	n, err := strconv.Atoi(r.URL.Query().Get("last"))
	if err != nil || n < 0 {
		n = maxNotes
	}
	return seen.latest(n)
}

func serveContent(contentType string, content []byte) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", contentType)
		_, _ = w.Write(content)
	}
}

func writeJSON(w http.ResponseWriter, v any) {
	w.Header().Set("Content-Type", "application/json")
	encoder := json.NewEncoder(w)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(v); err != nil { // the client is gone, or a time is too late for JSON
		http.Error(w, "the response cannot be written: "+err.Error(), http.StatusInternalServerError)
	}
}
