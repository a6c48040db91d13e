package samples

import (
	"fmt"
	"strings"
)

// shell returns a text between single quotes, in which a shell reads nothing but their end.
func shell(s string) string { return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'" }

// php returns a text between single quotes for PHP and Ruby, which read a backslash and their end.
func php(s string) string {
	return "'" + strings.NewReplacer(`\`, `\\`, `'`, `\'`).Replace(s) + "'"
}

// matlab returns a text between single quotes; line breaks cannot stand in one.
func matlab(s string) string {
	s = "'" + strings.ReplaceAll(s, "'", "''") + "'"
	if strings.Contains(s, "\n") {
		return "[" + strings.ReplaceAll(s, "\n", "' newline '") + "]"
	}
	return s
}

// double returns a function that puts a text between double quotes with the escapes that all of these languages share,
// and those of their own: a character of more that is special to one of them.
func double(more string) func(string) string {
	return func(s string) string {
		var b strings.Builder
		for _, r := range s {
			switch {
			case r == '\n':
				b.WriteString(`\n`)
			case r == '\r':
				b.WriteString(`\r`)
			case r == '\t':
				b.WriteString(`\t`)
			case r == '"' || r == '\\' || strings.ContainsRune(more, r):
				b.WriteString(`\` + string(r))
			case r < ' ':
				fmt.Fprintf(&b, `\u%04x`, r)
			default:
				b.WriteRune(r)
			}
		}
		return `"` + b.String() + `"`
	}
}
