package exchange

import (
	"github.com/go-ali1688/ali1688/phpwire"
)

// Format returns the requested format of the response, or "" for no format or an unknown one.
func (c *Call) Format() phpwire.Format {
	switch f := phpwire.Format(c.Get("result_type")); f {
	case phpwire.JSON, phpwire.JSONU, phpwire.XML, phpwire.Serialize, phpwire.VarExport:
		return f
	}
	return ""
}

// InFormat converts a JSON response to the requested format, with the bytes that PHP writes. Without a requested
// format, and for JSON that a fault made invalid, it returns the response unchanged.
func (c *Call) InFormat(json []byte) []byte {
	format := c.Format()
	if format == "" {
		return json
	}
	value, err := phpwire.Decode(phpwire.JSON, json)
	if err != nil {
		return json
	}
	body, err := phpwire.Encode(format, value)
	if err != nil {
		return json
	}
	return body
}
