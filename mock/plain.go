package mock

import (
	"net/http"

	"github.com/go-json-experiment/json/jsontext"

	platform "github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/internal/plain"
	"github.com/go-ali1688/ali1688/mock/internal/exchange"
)

// plain returns the server of the documents without a client of their own.
func (s *server) plain() *plain.Server {
	return &plain.Server{
		App:       plain.Application{Key: s.appKey, Secret: s.app},
		Elsewhere: func(api string) bool { return platform.Find(api) != nil },
		Refuse:    refusePlain,
	}
}

// describedExample returns the example of a signed operation of such a document, which custom hands on like those of
// the open platform's, or nil.
func describedExample(api string) jsontext.Value {
	if op := plain.Find(api); op != nil && op.Signed() {
		return op.Example
	}
	return nil
}

// plainRefusals are the codes of the reasons for which a signed request is refused.
var plainRefusals = map[error]platform.Code{
	plain.ErrUnknownApplication: platform.CodeAppKeyNotFound,
	plain.ErrNoSignature:        platform.CodeSignatureMissing,
	plain.ErrWrongSignature:     platform.CodeSignatureInvalid,
	plain.ErrNoToken:            platform.CodeUnauthorized,
}

func refusePlain(w http.ResponseWriter, reason error) {
	refused := exchange.RefusalOf(plainRefusals[reason])
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(refused.Status())
	_, _ = w.Write(refused.JSON()) // a client that does not read it is gone
}
