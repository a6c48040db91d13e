package loose_test

import (
	"bytes"
	jsonv1 "encoding/json"
	"fmt"
	"log/slog"
	"reflect"
	"strings"
	"testing"

	"github.com/go-ali1688/ali1688/loose"

	"github.com/go-json-experiment/json"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const planted = "planted-s3cr3t"

type exported struct {
	Value   loose.Secret
	Pointer *loose.Secret
	List    loose.List[loose.Secret]
	Object  loose.Object[struct{ Value loose.Secret }]
	Map     loose.Map[loose.Secret]
}

type unexported struct {
	value   loose.Secret
	pointer *loose.Secret
	inner   exported
	any     any
	list    []loose.Secret
	byName  map[string]loose.Secret
	byKey   map[loose.Secret]string
}

// holders returns values that hold the planted secret, each in its way.
func holders(t *testing.T) map[string]any {
	s := loose.SecretOf(planted)
	var e exported
	const text = `{"Value":"?","Pointer":"?","List":["?"],"Object":{"Value":"?"},"Map":{"a":"?"}}`
	require.NoError(t, loose.Unmarshal([]byte(strings.ReplaceAll(text, "?", planted)), &e))
	u := unexported{s, &s, e, s, []loose.Secret{s}, map[string]loose.Secret{"a": s}, map[loose.Secret]string{s: "a"}}
	return map[string]any{
		"value": s, "pointer": &s, "list": []any{s, &s}, "map": map[string]any{"a": s}, "key": u.byKey,
		"exported": e, "pointer to exported": &e, "unexported": u, "pointer to unexported": &u,
		"embedded": struct{ loose.Secret }{s},
		"field":    reflect.ValueOf(u).Field(0), "pointer field": reflect.ValueOf(u).Field(1),
	}
}

var secretOutputs = map[string]func(b *bytes.Buffer, v any){
	"encoding/json": func(b *bytes.Buffer, v any) { text, _ := jsonv1.Marshal(v); b.Write(text) },
	"json v2":       func(b *bytes.Buffer, v any) { text, _ := json.Marshal(v); b.Write(text) },
	"slog text":     func(b *bytes.Buffer, v any) { slog.New(slog.NewTextHandler(b, nil)).Info("", "v", v) },
	"slog JSON":     func(b *bytes.Buffer, v any) { slog.New(slog.NewJSONHandler(b, nil)).Info("", "v", v) },
	"Sprint":        func(b *bytes.Buffer, v any) { fmt.Fprint(b, v) },
}

func init() {
	for _, flags := range []string{"", "+", "#", "-", " ", "0", "+#", "30"} {
		for _, verb := range "vTtbcdoOqxXUeEfFgGspw" {
			format := "%" + flags + string(verb)
			secretOutputs[format] = func(b *bytes.Buffer, v any) { fmt.Fprintf(b, format, v) }
		}
	}
}

// TestSecretIsNotShown looks for the value, also in hexadecimal and as a list of bytes.
func TestSecretIsNotShown(t *testing.T) {
	hidden := []string{planted, fmt.Sprint([]byte(planted))}
	for _, verb := range []string{"%x", "%X", "% x"} {
		hidden = append(hidden, fmt.Sprintf(verb, planted))
	}
	for holder, v := range holders(t) {
		for output, write := range secretOutputs {
			var b bytes.Buffer
			write(&b, v)
			for _, text := range hidden {
				assert.NotContains(t, b.String(), text, "%s of %s", output, holder)
			}
		}
	}
}

// TestSecretIsRedacted checks that what is shown in place of the value says so.
func TestSecretIsRedacted(t *testing.T) {
	s := loose.SecretOf(planted)
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%d", "%x"} {
		assert.Equal(t, "REDACTED", fmt.Sprintf(verb, s), verb)
	}
	for _, text := range []string{s.String(), s.GoString(), s.LogValue().String()} {
		assert.Equal(t, "REDACTED", text)
	}
	for _, name := range []string{"encoding/json", "json v2"} {
		var b bytes.Buffer
		secretOutputs[name](&b, struct{ S loose.Secret }{s})
		assert.JSONEq(t, `{"S":"REDACTED"}`, b.String(), name)
	}
}

var decoders = map[string]func([]byte, any) error{"loose": loose.Unmarshal, "encoding/json": jsonv1.Unmarshal}

// TestSecretOnTheWire reads every form of a value, and writes it as text.
func TestSecretOnTheWire(t *testing.T) {
	for _, c := range []struct{ in, want, out string }{
		{`{"s":"a\"b汉"}`, `a"b汉`, `{"s":"a\"b汉"}`},
		{`{"s":123}`, "123", `{"s":"123"}`},
		{`{"s":""}`, "", `{"s":""}`},
		{`{"s":null}`, "", `{}`},
		{`{"s":false}`, "", `{"s":""}`},
		{`{}`, "", `{}`},
	} {
		for name, unmarshal := range decoders {
			var got struct {
				S *loose.Secret `json:"s,omitempty"`
			}
			require.NoError(t, unmarshal([]byte(c.in), &got), "%s %s", name, c.in)
			if got.S != nil {
				assert.Equal(t, c.want, got.S.Reveal(), "%s %s", name, c.in)
			}
			out, err := loose.Marshal(got)
			require.NoError(t, err)
			assert.Equal(t, c.out, string(out), "%s %s", name, c.in)
		}
	}
	var s loose.Secret
	assert.EqualError(t, loose.Unmarshal([]byte(`{"a":1}`), &s), "loose.Secret: want text, got an object")
	assert.True(t, s.IsEmpty())
	require.NoError(t, s.UnmarshalText([]byte(planted)))
	assert.Equal(t, planted, s.Reveal())
}
