package platformapi

import (
	"errors"

	"github.com/go-ali1688/ali1688/mock/internal/exchange"

	platform "github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-json-experiment/json/jsontext"
)

// overrideResult returns the body or the refusal that an override returned.
func overrideResult(body jsontext.Value, err error) (jsontext.Value, *exchange.Refusal) {
	if err == nil {
		return body, nil
	}
	var stated interface {
		Failure() (service, code, message, reason string)
	}
	if errors.As(err, &stated) {
		_, code, message, _ := stated.Failure()
		if message == "" {
			return nil, exchange.RefusalOf(platform.Code(code))
		}
		return nil, &exchange.Refusal{Code: platform.Code(code), Message: message}
	}
	if code, ok := errors.AsType[platform.Code](err); ok {
		return nil, exchange.RefusalOf(code)
	}
	return nil, &exchange.Refusal{Code: exchange.CodeMockFailed, Message: err.Error()}
}
