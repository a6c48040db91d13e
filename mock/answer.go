package mock

import (
	"context"
	"net/http"
	"strconv"

	"github.com/go-ali1688/ali1688/generated/gateway"
	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-ali1688/ali1688/mock/world"
)

// answer is a whole body. It serves every operation: the generated file says so.
type answer struct{ body []byte }

// write never fails: who does not read the answer has gone, and cannot be told.
func (a *answer) write(w http.ResponseWriter) error {
	w.Header().Set("Content-Length", strconv.Itoa(len(a.body)))
	w.WriteHeader(http.StatusOK)
	_, _ = w.Write(a.body)
	a.release()
	return nil
}

// answerer knows answers to calls.
type answerer interface {
	// find gives an answer that fits, or nil.
	find(*call) *template
}

// answerers are asked in this order, before the world.
func (c *config) answerers() []answerer {
	if len(c.layers) == 0 {
		return nil
	}
	return []answerer{
		fitting(c.layers), // what was recorded for this very call
		unspecific(c.layers),
	}
}

// answer is that of the first answerer that has one, then that of the world. The example of the document stands in
// for an operation that the world does not know.
func (s *server) answer(ctx context.Context, api string) (*answer, error) {
	c := callOf(ctx)
	for _, from := range s.answerers {
		if t := from.find(c); t != nil {
			return &answer{t.render(s.envelope(c))}, nil
		}
	}
	if world.Knows(api) {
		return s.invented(c), nil
	}
	if t := (examples{}).find(c); t != nil {
		return &answer{t.render(s.envelope(c))}, nil
	}
	return nil, &Error{Code: gateway.CodeUnknownError, Reason: "the mock has no answer to " + api}
}

// overridden is what an override returned, as an answer. An error beside a response goes into the response, as when
// the gateway says 5000 and sends data all the same.
func overridden[T any](response *T, err error) (*answer, error) {
	if response == nil {
		return nil, err
	}
	body, bad := loose.Marshal(response)
	if bad != nil || err == nil {
		return &answer{body}, bad
	}
	body, bad = withFailure(body, failureOf(err).filled())
	return &answer{body}, bad
}
