package openplatform

import (
	"errors"

	"github.com/go-ali1688/ali1688/loose"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// decode reads an answer. A text that comes as a number or a truth value is read all the same, in a second attempt: which of
// them an id or a code is differs between the provider's pages and its answers.
func decode(body jsontext.Value, answer any) error {
	err := loose.Unmarshal(body, answer)
	if err == nil {
		return nil
	}
	lenient := json.JoinOptions(
		jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true),
		json.WithUnmarshalers(json.UnmarshalFromFunc(readText)),
	)
	if json.Unmarshal(body, answer, lenient) == nil {
		return nil
	}
	return err // of the first attempt, which knows the words for it
}

func readText(d *jsontext.Decoder, text *string) error {
	switch d.PeekKind() {
	case '0', 't', 'f':
		v, err := d.ReadValue()
		*text = string(v)
		return err
	}
	return errors.ErrUnsupported
}
