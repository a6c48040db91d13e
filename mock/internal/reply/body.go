package reply

import (
	"net/http"
	"strconv"
	"sync"
)

// Body is a whole body. It serves every operation: the generated file says so.
type Body struct {
	JSON     []byte
	Envelope Envelope // of a body that was made up; here it needs no memory of its own
}

// Write sends the body. It ignores errors: a client that does not read the response is gone.
func (a *Body) Write(w http.ResponseWriter) error {
	w.Header().Set("Content-Length", strconv.Itoa(len(a.JSON)))
	w.WriteHeader(http.StatusOK)
	_, _ = w.Write(a.JSON)
	a.release()
	return nil
}

// Bodies are buffers for responses. A body returns here when it is written.
var Bodies = sync.Pool{New: func() any { return &Body{JSON: make([]byte, 0, 32<<10)} }}

// Smaller buffers are not worth pooling, and larger ones would keep memory.
const (
	minPooled = 16 << 10
	maxPooled = 256 << 10
)

func (a *Body) release() {
	a.Envelope = Envelope{}
	if n := cap(a.JSON); n >= minPooled && n <= maxPooled {
		Bodies.Put(a)
	}
}
