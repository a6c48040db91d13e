package faults

import (
	"bytes"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// otherItem changes the id of the offer.
func otherItem(at jsontext.Pointer, _ jsontext.Value) []byte {
	if at == "/item/num_iid" {
		return []byte(`"600000000001"`)
	}
	return nil
}

// emptyMaps replaces maps whose keys are data with [], which PHP writes for an empty map.
func emptyMaps(_ jsontext.Pointer, value jsontext.Value) []byte {
	if value.Kind() != '{' {
		return nil
	}
	key, _, ok := strings.Cut(string(value[1:]), `":`)
	key = strings.TrimLeft(key, " \t\r\n\"")
	if ok && (key == "" || strings.Trim(key, "0123456789:") == "") {
		return []byte("[]")
	}
	return nil
}

// singleRows replaces a list of rows with its first row.
func singleRows(at jsontext.Pointer, value jsontext.Value) []byte {
	if value.Kind() != '[' || !strings.HasSuffix(string(at), "/item") && !strings.HasSuffix(string(at), "/sku") &&
		!strings.HasSuffix(string(at), "/prop_img") {
		return nil
	}
	decoder := jsontext.NewDecoder(bytes.NewReader(value), jsontext.AllowDuplicateNames(true))
	if _, err := decoder.ReadToken(); err != nil || decoder.PeekKind() != '{' {
		return nil
	}
	first, err := decoder.ReadValue()
	if err != nil {
		return nil
	}
	return first.Clone()
}

func numbersAsText(_ jsontext.Pointer, value jsontext.Value) []byte {
	if value.Kind() != '0' {
		return nil
	}
	return []byte(`"` + string(value) + `"`)
}

// textAsNumbers does not change error_code: as a number it would lose its zeros, which was never observed.
func textAsNumbers(at jsontext.Pointer, value jsontext.Value) []byte {
	digits := strings.Trim(string(value), `"`)
	if value.Kind() != '"' || at == "/error_code" || digits == "" || strings.Trim(digits, "0123456789.") != "" ||
		!jsontext.Value(digits).IsValid() {
		return nil
	}
	return []byte(digits)
}
