package samples

import (
	"bytes"
	"encoding/json"
	"fmt"
	"go/format"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-ali1688/ali1688/openplatform"
)

// credentials are arguments that the client adds by itself.
var credentials = []string{"client_id", "client_secret"}

// constructors are the expressions of the types that have a constructor: money and secrets.
var constructors = map[reflect.Type]func(text string) string{
	reflect.TypeFor[loose.Fen]():    func(text string) string { return "loose.FenOf(" + text + ")" },
	reflect.TypeFor[loose.Yuan]():   func(text string) string { return "loose.YuanNumber(" + strconv.Quote(text) + ")" },
	reflect.TypeFor[loose.Secret](): func(text string) string { return "loose.SecretOf(" + strconv.Quote(text) + ")" },
}

// typedOpen returns the call of the open platform's client, as Go source.
func typedOpen(o *Open) (string, error) {
	service, method, ok := openMethod(o.Response)
	if !ok {
		return "", fmt.Errorf("the client has no method that answers a %s", o.Response)
	}
	args := "ctx"
	if method.Type.NumIn() > 2 { // 0 is the receiver, 1 the context
		decoder := json.NewDecoder(strings.NewReader(o.Arguments))
		decoder.UseNumber() // ids are longer than floats
		var tree any
		if err := decoder.Decode(&tree); err != nil {
			return "", fmt.Errorf("the example of %s: %w", o.Name, err)
		}
		arg, err := expression(method.Type.In(2), tree)
		if err != nil {
			return "", fmt.Errorf("%s: %w", o.Name, err)
		}
		args += ", " + arg
	}
	return laidOut("client." + service + "." + method.Name + "(" + args + ")")
}

// openMethod finds the method that answers with the schema: its name leaves out what its service says already.
func openMethod(response string) (service string, method reflect.Method, ok bool) {
	services := reflect.TypeFor[openplatform.Services]()
	for i := range services.NumField() {
		field := services.Field(i)
		for j := range field.Type.NumMethod() {
			m := field.Type.Method(j)
			if out := m.Type.Out(0); out.Kind() == reflect.Pointer && out.Elem().Name() == response {
				return field.Name, m, true
			}
		}
	}
	return "", reflect.Method{}, false
}

// laidOut returns a call as gofmt has it, one level in.
func laidOut(call string) (string, error) {
	out, err := format.Source([]byte("package p\n\nfunc f() {\n\t_ = " + call + "\n}\n"))
	if err != nil {
		return "", fmt.Errorf("%s: %w", call, err)
	}
	_, body, _ := bytes.Cut(out, []byte("\t_ = "))
	return strings.TrimSuffix(string(body), "\n}\n"), nil
}

// expression returns a value of JSON as a value of the type.
func expression(t reflect.Type, v any) (string, error) {
	if constructor := constructors[t]; constructor != nil {
		return constructor(fmt.Sprint(v)), nil
	}
	if known, ok := enumerated(t); ok {
		return "loose.EnumOf(" + typeName(known) + "(" + fmt.Sprint(v) + "))", nil
	}
	switch t.Kind() {
	case reflect.Pointer:
		return pointer(t.Elem(), v)
	case reflect.Struct:
		if object, ok := v.(map[string]any); ok {
			return composite(t, object)
		}
	case reflect.Slice:
		if rows, ok := v.([]any); ok {
			return list(t, rows)
		}
		if text, ok := v.(string); ok && t.Elem().Kind() == reflect.Uint8 {
			return "[]byte(" + strconv.Quote(text) + ")", nil
		}
	case reflect.Map:
		if object, ok := v.(map[string]any); ok {
			return mapped(t, object)
		}
	case reflect.Interface:
		return free(v)
	case reflect.String, reflect.Bool, reflect.Int64, reflect.Int, reflect.Float64:
		return scalar(t, v)
	}
	return "", fmt.Errorf("%v is no %s", v, t)
}

func pointer(t reflect.Type, v any) (string, error) {
	inner, err := expression(t, v)
	_, isEnum := enumerated(t)
	switch {
	case err != nil:
		return "", err
	case constructors[t] != nil, isEnum: // a call has no address
		return "openplatform.Ptr(" + inner + ")", nil
	case t.Kind() == reflect.Struct:
		return "&" + inner, nil
	case t == reflect.TypeFor[string](), t == reflect.TypeFor[bool]():
		return "openplatform.Ptr(" + inner + ")", nil
	}
	return "openplatform.Ptr[" + typeName(t) + "](" + inner + ")", nil
}

// composite returns a struct, with a member a line where there are several.
func composite(t reflect.Type, object map[string]any) (string, error) {
	var fields []string
	known := 0
	for i := range t.NumField() {
		f := t.Field(i)
		v, ok := object[wire(f)]
		if !ok {
			continue
		}
		known++
		if slices.Contains(credentials, wire(f)) {
			continue
		}
		value, err := expression(f.Type, v)
		if err != nil {
			return "", fmt.Errorf("%s.%s: %w", t.Name(), f.Name, err)
		}
		fields = append(fields, f.Name+": "+value)
	}
	if known < len(object) {
		return "", fmt.Errorf("%s has no field for some of %v", t.Name(), object)
	}
	return typeName(t) + braced(fields), nil
}

func list(t reflect.Type, rows []any) (string, error) {
	var values []string
	for _, row := range rows {
		v, err := expression(t.Elem(), row)
		if err != nil {
			return "", err
		}
		values = append(values, strings.TrimPrefix(v, typeName(t.Elem()))) // rows need not say what they are
	}
	return typeName(t) + braced(values), nil
}

func mapped(t reflect.Type, object map[string]any) (string, error) {
	var entries []string
	for _, key := range slices.Sorted(maps.Keys(object)) {
		v, err := expression(t.Elem(), object[key])
		if err != nil {
			return "", err
		}
		entries = append(entries, strconv.Quote(key)+": "+v)
	}
	return typeName(t) + braced(entries), nil
}

// free returns a value of which no type says what it is.
func free(v any) (string, error) {
	switch v := v.(type) {
	case map[string]any:
		return mapped(reflect.TypeFor[map[string]any](), v)
	case []any:
		return list(reflect.TypeFor[[]any](), v)
	case nil:
		return "nil", nil
	}
	return plain(v), nil
}

// enumerated returns the type of the known values of a loose.Enum.
func enumerated(t reflect.Type) (reflect.Type, bool) {
	value, ok := t.MethodByName("Value")
	if !ok || t.PkgPath() != reflect.TypeFor[loose.Int]().PkgPath() || !strings.HasPrefix(t.Name(), "Enum[") {
		return nil, false
	}
	return value.Type.Out(0), true
}

func scalar(t reflect.Type, v any) (string, error) {
	text, isText := v.(string)
	_, isNumber := v.(json.Number)
	_, isBool := v.(bool)
	switch kind := t.Kind(); {
	case kind == reflect.String && isText:
		return strconv.Quote(text), nil
	case kind == reflect.Bool && isBool, kind != reflect.String && kind != reflect.Bool && isNumber:
		return plain(v), nil
	}
	return "", fmt.Errorf("%v is no %s", v, t)
}

func plain(v any) string {
	if text, ok := v.(string); ok {
		return strconv.Quote(text)
	}
	return fmt.Sprint(v)
}

// braced puts values between braces: short ones on one line, others on a line each.
func braced(values []string) string {
	joined := strings.Join(values, ", ")
	if len(joined) < 60 && !strings.Contains(joined, "\n") {
		return "{" + joined + "}"
	}
	return "{\n" + strings.Join(values, ",\n") + ",\n}"
}

// typeName returns a type as a program has it.
func typeName(t reflect.Type) string {
	return strings.ReplaceAll(t.String(), "interface {}", "any")
}
