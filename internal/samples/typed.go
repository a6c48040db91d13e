package samples

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"

	"github.com/go-ali1688/ali1688"
)

// typed returns the call of the typed client that sends the request, as Go source.
func typed(r Request) (string, error) {
	if r.Open != nil && !r.Open.Untyped {
		return typedOpen(r.Open)
	}
	client := reflect.TypeFor[*ali1688.Client]()
	method, ok := methodOf(client, r.API)
	if !ok {
		return "", fmt.Errorf("the client has no method for %s", r.API)
	}
	args := []string{"ctx"}
	for i := 2; i < method.Type.NumIn(); i++ { // 0 is the receiver, 1 the context
		arg, err := literal(method.Type.In(i), r.Params())
		if err != nil {
			return "", err
		}
		args = append(args, arg)
	}
	return "client." + method.Name + "(" + strings.Join(args, ", ") + ")", nil
}

// methodOf finds ItemGet for item_get.
func methodOf(client reflect.Type, api string) (reflect.Method, bool) {
	name := strings.ReplaceAll(api, "_", "")
	for i := range client.NumMethod() {
		if m := client.Method(i); strings.EqualFold(m.Name, name) {
			return m, true
		}
	}
	return reflect.Method{}, false
}

// literal returns a struct with the parameters that it has a field for.
func literal(t reflect.Type, params []Pair) (string, error) {
	address := ""
	if t.Kind() == reflect.Pointer {
		address, t = "&", t.Elem()
	}
	var fields []string
	for i := range t.NumField() {
		f := t.Field(i)
		for _, p := range params {
			if wire(f) != p.Name {
				continue
			}
			v, err := value(f.Type, p.Value)
			if err != nil {
				return "", fmt.Errorf("%s.%s: %w", t.Name(), f.Name, err)
			}
			fields = append(fields, f.Name+": "+v)
		}
	}
	return address + "gateway." + t.Name() + "{" + strings.Join(fields, ", ") + "}", nil
}

// wire returns the name of a field on the wire.
func wire(f reflect.StructField) string {
	for _, tag := range []string{"form", "json"} {
		if name, _, _ := strings.Cut(f.Tag.Get(tag), ","); name != "" {
			return name
		}
	}
	return ""
}

func value(t reflect.Type, text string) (string, error) {
	pointer := t.Kind() == reflect.Pointer
	if pointer {
		t = t.Elem()
	}
	if constructor := constructors[t]; constructor != nil {
		return "ali1688.Ptr(" + constructor(text) + ")", nil
	}
	out := text
	if t.Kind() == reflect.String {
		out = strconv.Quote(text)
	} else if _, err := strconv.ParseFloat(text, 64); err != nil {
		return "", fmt.Errorf("%q is no number", text)
	}
	switch plain := t.PkgPath() == ""; {
	case !pointer:
		return out, nil
	case plain && t.Kind() == reflect.String:
		return "ali1688.Ptr(" + out + ")", nil
	case plain:
		return "ali1688.Ptr[" + t.Name() + "](" + out + ")", nil
	}
	return "ali1688.Ptr(gateway." + t.Name() + "(" + out + "))", nil
}
