package record

import (
	"bytes"
	"io/fs"
	"path"
	"regexp"
	"strings"
	"testing"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/evidence"
	"github.com/go-ali1688/ali1688/internal/redact"
)

// tokens returns the values of a JSON text as they are spelt, each behind its pointer.
func tokens(t *testing.T, body []byte) (pointers []string, values []string) {
	t.Helper()
	d := jsontext.NewDecoder(bytes.NewReader(body), jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))
	for {
		kind := d.PeekKind()
		if kind == jsontext.KindInvalid {
			return pointers, values
		}
		before := d.InputOffset()
		_, err := d.ReadToken()
		require.NoError(t, err)
		pointers = append(pointers, string(d.StackPointer()))
		values = append(values, string(body[before:d.InputOffset()]))
	}
}

// TestNothingElseChanges redacts every response that is known, and lists what that changes: personal data, and nothing
// of what the responses are read for.
func TestNothingElseChanges(t *testing.T) {
	allowed := regexp.MustCompile(
		`^/(client_ip|user/(phone|contact|fax|mobile_phone|tel|address|zip_code)|item/(name|mobile|phone|fax|address|factory_area|DeveloperWechat)|items/item/\d+/raterUserNick|(item/)?desc)$`,
	)
	seen := 0
	require.NoError(t, fs.WalkDir(evidence.FS, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || path.Ext(name) != ".json" || strings.HasPrefix(name, "openplatform/") {
			return err // orders of the platform are full of people
		}
		body, err := fs.ReadFile(evidence.FS, name)
		require.NoError(t, err)
		out := redactBody(redact.Redactor{}.For(path.Base(path.Dir(name)), nil), body)
		pointers, was := tokens(t, body)
		_, is := tokens(t, out)
		require.Len(t, is, len(was), name)
		for i := range was {
			if was[i] != is[i] {
				t.Logf("%s %s: %.60s -> %.60s", name, pointers[i], was[i], is[i])
				assert.Regexp(t, allowed, pointers[i], name)
			}
		}
		seen++
		return nil
	}))
	assert.Greater(t, seen, 30)
}
