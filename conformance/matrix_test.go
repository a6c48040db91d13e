package conformance_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"path"
	"reflect"
	"regexp"
	"testing"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688"
	"github.com/go-ali1688/ali1688/conformance"
	"github.com/go-ali1688/ali1688/evidence"
	"github.com/go-ali1688/ali1688/generated/gateway"
	"github.com/go-ali1688/ali1688/internal/testkit/examplecalls"
	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-ali1688/ali1688/mock"
	"github.com/go-ali1688/ali1688/phpwire"
	"github.com/go-ali1688/ali1688/transport"
)

// TestEveryOperationInEveryFormat calls all operations in all formats, by GET and by a POST with a form, over HTTP:
// every response conforms, and all accessors say the same as those of the response that asked for no format.
func TestEveryOperationInEveryFormat(t *testing.T) {
	want := answersOf(t)
	require.Len(t, want, 29)
	formats := []gateway.ResultType{
		gateway.ResultTypeJSON, gateway.ResultTypeJSONU, gateway.ResultTypeXML, gateway.ResultTypeSerialize,
		gateway.ResultTypeVarExport,
	}
	require.Len(t, formats, len(phpwire.Formats()))
	for _, format := range formats {
		for method, opts := range map[string][]ali1688.Option{"GET": nil, "POST": {ali1688.WithForm()}} {
			t.Run(string(format)+" "+method, func(t *testing.T) {
				wire := &http.Client{Transport: witness(t, format, method)}
				got := answersOf(t, append(opts, ali1688.WithResultType(format), ali1688.WithHTTPClient(wire))...)
				for api, answer := range got {
					conforms(t, api, answer, format)
					compare(t, api, textsOf(want[api], format), textsOf(answer, ""))
				}
			})
		}
	}
}

// TestEveryRealAnswerInEveryFormat writes the real responses as the gateway would in every format, and reads them as
// the client does.
func TestEveryRealAnswerInEveryFormat(t *testing.T) {
	real, err := evidence.Index()
	require.NoError(t, err)
	for _, answer := range real {
		empty, ok := gateway.Answers[answer.Operation]
		if !ok {
			continue
		}
		body, err := evidence.FS.ReadFile(answer.File)
		require.NoError(t, err)
		value, err := phpwire.Decode(phpwire.JSON, body)
		require.NoError(t, err)
		want := empty()
		require.NoError(t, loose.Unmarshal(body, want), answer.File)
		for _, format := range phpwire.Formats() {
			t.Run(string(format)+" "+answer.File, func(t *testing.T) {
				sent, err := phpwire.Encode(format, value)
				require.NoError(t, err)
				got := empty()
				require.NoError(t, loose.Unmarshal(transport.Translate(format, sent), got))
				compare(t, answer.File, textsOf(want, gateway.ResultType(format)), textsOf(got, ""))
			})
		}
	}
}

// answersOf makes every call of the document's examples on a mock of its own, so that the calls have the same numbers.
func answersOf(t *testing.T, opts ...ali1688.Option) map[string]gateway.Answer {
	t.Helper()
	gw := mock.New(t, mock.WithPublicURL("http://pictures.test"),
		mock.WithClock(func() time.Time { return time.Date(2026, 3, 4, 12, 0, 0, 0, time.UTC) }))
	client, err := ali1688.New("k", "s", append(opts, ali1688.WithBaseURL(gw.URL()))...)
	require.NoError(t, err)
	all := map[string]gateway.Answer{}
	for _, call := range examplecalls.All {
		answer, err := call.Make(context.Background(), client)
		require.NoError(t, err, call.Name)
		all[call.Name] = answer
	}
	return all
}

// witness makes sure that calls and responses go over the wire as they should. Uploads are always forms.
func witness(t *testing.T, format gateway.ResultType, method string) http.RoundTripper {
	return transport.Func(func(req *http.Request) (*http.Response, error) {
		if api := path.Base(req.URL.Path); api != "upload_img" && api != "img2text" {
			assert.Equal(t, method, req.Method, api)
		}
		assert.Equal(t, method == "POST", req.URL.RawQuery == "key=k", "what is in the URL")
		rsp, err := http.DefaultTransport.RoundTrip(req)
		if err != nil {
			return nil, err
		}
		body, err := io.ReadAll(rsp.Body)
		assert.NoError(t, err)
		_, err = phpwire.Decode(phpwire.Format(format), body)
		assert.NoError(t, err, "what the mock answers")
		rsp.Body = io.NopCloser(bytes.NewReader(body))
		return rsp, nil
	})
}

func conforms(t *testing.T, api string, answer gateway.Answer, format gateway.ResultType) {
	t.Helper()
	options := conformance.Options{Strict: true, Texts: format == gateway.ResultTypeXML}
	findings, err := conformance.Gateway().Check(api, answer.Common().Raw, options)
	require.NoError(t, err)
	assert.Empty(t, findings, api)
}

func compare(t *testing.T, api string, want, got map[string]string) {
	t.Helper()
	assert.NotEmpty(t, want, api)
	assert.Equal(t, withoutPorts(want), withoutPorts(got), api)
}

// loopback is the address of a mock, which links to pictures of its own.
var loopback = regexp.MustCompile(`127\.0\.0\.1:\d+`)

// withoutPorts makes the responses of two mocks comparable.
func withoutPorts(texts map[string]string) map[string]string {
	out := map[string]string{}
	for place, text := range texts {
		out[place] = loopback.ReplaceAllString(text, "127.0.0.1")
	}
	return out
}

// textsOf lists what the accessors of a response say, by their place. Places that hold JSON are said as a format would
// carry them.
func textsOf(answer gateway.Answer, as gateway.ResultType) map[string]string {
	s := sayer{as: as, all: map[string]string{}}
	s.say("", reflect.ValueOf(answer).Elem())
	return s.all
}

type sayer struct {
	as  gateway.ResultType
	all map[string]string
}

func (s *sayer) say(at string, v reflect.Value) {
	switch value := v.Interface().(type) {
	case loose.Bool: // "1" and true are the same
		is, _ := value.Bool()
		s.put(at, fmt.Sprint(is))
	case jsontext.Value:
		s.put(at, s.carried(value))
	case fmt.Stringer:
		s.put(at, value.String())
	default:
		s.composite(at, v)
	}
}

// put leaves out what says nothing, as an absent member does.
func (s *sayer) put(at, text string) {
	if text != "" && text != "false" && text != "null" {
		s.all[at] = text
	}
}

func (s *sayer) composite(at string, v reflect.Value) {
	switch {
	case v.MethodByName("Get").IsValid():
		s.held(at, v)
	case v.Kind() == reflect.Struct && v.NumField() > 0 && !v.Type().Field(0).IsExported(), v.Kind() == reflect.Interface:
		s.put(at, s.carried(encoded(v)))
	case v.Kind() == reflect.Struct:
		for i := range v.NumField() {
			if name := v.Type().Field(i).Name; at != "" || name != "Raw" {
				s.say(at+"/"+name, v.Field(i))
			}
		}
	case v.Kind() == reflect.Slice:
		for i := range v.Len() {
			s.say(fmt.Sprint(at, "/", i), v.Index(i))
		}
	default:
		s.put(at, fmt.Sprint(v))
	}
}

// held says what a Map or an Object holds.
func (s *sayer) held(at string, v reflect.Value) {
	keys := v.MethodByName("Keys")
	if !keys.IsValid() {
		if got := v.MethodByName("Get").Call(nil); got[1].Bool() {
			s.say(at, got[0].Elem())
		}
		return
	}
	for _, key := range keys.Call(nil)[0].Interface().([]string) {
		s.say(at+"/"+key, v.MethodByName("Get").Call([]reflect.Value{reflect.ValueOf(key)})[0])
	}
}

func encoded(v reflect.Value) jsontext.Value {
	text, err := json.Marshal(v.Interface())
	if err != nil {
		panic(err)
	}
	return text
}

// carried is JSON as it would be had it come in the format.
func (s *sayer) carried(text jsontext.Value) string {
	if len(text) == 0 {
		return ""
	}
	v, err := phpwire.Decode(phpwire.JSON, text)
	if err != nil {
		panic(err)
	}
	if s.as == gateway.ResultTypeXML {
		return overXML(v)
	}
	out, err := phpwire.Encode(phpwire.JSONU, v)
	if err != nil {
		panic(err)
	}
	return string(out)
}

func overXML(v phpwire.Value) string {
	wrapped, err := phpwire.Encode(phpwire.XML, phpwire.Map(phpwire.Pair("x", v)))
	if err != nil {
		panic(err)
	}
	text, err := phpwire.ToJSON(phpwire.XML, wrapped)
	if err != nil {
		panic(err)
	}
	back, err := phpwire.Decode(phpwire.JSON, text)
	if err != nil {
		panic(err)
	}
	x, _ := back.Get("x")
	out, err := phpwire.Encode(phpwire.JSONU, x)
	if err != nil {
		panic(err)
	}
	return string(out)
}
