// Package explain finds out in which wrong way a request to the open platform was signed.
package explain

import (
	"cmp"
	"crypto/hmac"
	"crypto/md5"  // what clients sign with by mistake
	"crypto/sha1" // the platform's choice
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"hash"
	"net/url"
	"slices"
	"strings"

	"github.com/go-ali1688/ali1688/internal/gb18030"
	"github.com/go-ali1688/ali1688/internal/lists"
	"github.com/go-ali1688/ali1688/internal/platformsign"
)

// Request is a request as far as its signature goes.
type Request struct {
	Path, AppKey, Secret, Signature string
	Fields                          []Field // in the order in which they were sent
}

// Field is a field of a request.
type Field struct{ Name, Value string }

// Mistake returns what the signer of a request did in another way than the platform, in words, or "" if none of the
// usual mistakes gives the signature of the request. It tries one mistake, then two together.
func Mistake(r Request) string {
	const enough = 64 << 10
	if r.Signature == "" || r.size() > enough {
		return ""
	}
	all := r.mistakes()
	right := r.recipe()
	if text := right.explains(r.Signature); text != "" {
		return text
	}
	for _, m := range all {
		if text := with(right, m).explains(r.Signature); text != "" {
			return text
		}
	}
	const few = 4 << 10 // there are hundreds of pairs
	if r.size() > few {
		return ""
	}
	for i, m := range all {
		for _, other := range all[:i] {
			if text := with(with(right, other), m).explains(r.Signature); text != "" {
				return text
			}
		}
	}
	return ""
}

func (r *Request) size() int {
	return len(r.Path) + lists.Sum(r.Fields, func(f Field) int { return len(f.Name) + len(f.Value) })
}

// recipe is a way to sign.
type recipe struct {
	path         string
	fields       []Field
	key          string
	order        func(a, b Field) int // nil leaves the order as it is
	equals, join string
	digest       func(key, text string) []byte
	encode       func([]byte) string
	mistakes     []string
}

// mistake is a change of a recipe, and its name.
type mistake struct {
	text   string
	change func(*recipe)
}

func with(r recipe, m mistake) recipe {
	r.fields = slices.Clone(r.fields)
	r.mistakes = append(slices.Clone(r.mistakes), m.text)
	m.change(&r)
	return r
}

func byPair(a, b Field) int { return strings.Compare(a.Name+a.Value, b.Name+b.Value) }

func byFoldedName(a, b Field) int {
	return cmp.Or(strings.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name)), byPair(a, b))
}

func (r *Request) recipe() recipe {
	signed := lists.Select(r.Fields, func(f Field) bool { return f.Name != platformsign.Signature })
	return recipe{
		path: r.Path, fields: signed, key: r.Secret, order: byPair, digest: hmacOf(sha1.New), encode: upperHex,
	}
}

// explains returns the mistakes of the recipe if it gives the signature.
func (r recipe) explains(signature string) string {
	signed := r.sign()
	if !strings.EqualFold(signed, signature) {
		return ""
	}
	if signed != signature {
		r.mistakes = append(r.mistakes, "it is in lower case")
	}
	return strings.Join(r.mistakes, ", and ")
}

func (r recipe) sign() string {
	if r.order != nil {
		r.fields = slices.Clone(r.fields)
		slices.SortStableFunc(r.fields, r.order)
	}
	var text strings.Builder
	text.WriteString(r.path)
	for i, f := range r.fields {
		if i > 0 {
			text.WriteString(r.join)
		}
		text.WriteString(f.Name + r.equals + f.Value)
	}
	return r.encode(r.digest(r.key, text.String()))
}

func upperHex(b []byte) string { return strings.ToUpper(hex.EncodeToString(b)) }

func hmacOf(h func() hash.Hash) func(key, text string) []byte {
	return func(key, text string) []byte {
		mac := hmac.New(h, []byte(key))
		mac.Write([]byte(text))
		return mac.Sum(nil)
	}
}

// hashOf hashes the text with the key in front, at its end, or both.
func hashOf(h func() hash.Hash, front, end bool) func(key, text string) []byte {
	return func(key, text string) []byte {
		if front {
			text = key + text
		}
		if end {
			text += key
		}
		sum := h()
		sum.Write([]byte(text))
		return sum.Sum(nil)
	}
}

// mistakes returns the usual mistakes, the likeliest first.
func (r *Request) mistakes() []mistake {
	out := []mistake{
		{"the application's key is used in place of its secret", func(x *recipe) { x.key = r.AppKey }},
		{"the secret ends with a line feed", func(x *recipe) { x.key += "\n" }},
		{"the secret ends with &", func(x *recipe) { x.key += "&" }},
		{"the path is not part of the text", func(x *recipe) { x.path = "" }},
		{"the path begins with /openapi/", func(x *recipe) { x.path = "/openapi/" + r.Path }},
		{"the path begins with openapi/", func(x *recipe) { x.path = "openapi/" + r.Path }},
		{"the path begins with /", func(x *recipe) { x.path = "/" + r.Path }},
		{"the path ends with /", func(x *recipe) { x.path += "/" }},
		{"the path lacks the application's key", func(x *recipe) { x.path = r.Path[:strings.LastIndexByte(r.Path, '/')+1] }},
		{"the arguments are not sorted", func(x *recipe) { x.order = nil }},
		{"the arguments are sorted without regard to case", func(x *recipe) { x.order = byFoldedName }},
		{"the arguments are joined as name=value with &", func(x *recipe) { x.equals, x.join = "=", "&" }},
		{"names and values are joined with =", func(x *recipe) { x.equals = "=" }},
		{"it is in Base64, not in hexadecimal", func(x *recipe) { x.encode = base64.StdEncoding.EncodeToString }},
	}
	out = append(out, digestMistakes()...)
	out = append(out, r.valueMistakes()...)
	return append(out, r.missing()...)
}

func digestMistakes() []mistake {
	digest := func(text string, f func(key, text string) []byte) mistake {
		return mistake{text, func(x *recipe) { x.digest = f }}
	}
	return []mistake{
		digest("it is HMAC-MD5, not HMAC-SHA1", hmacOf(md5.New)),
		digest("it is HMAC-SHA256, not HMAC-SHA1", hmacOf(sha256.New)),
		digest("it is MD5 with the secret at both ends, not HMAC-SHA1", hashOf(md5.New, true, true)),
		digest("it is MD5 with the secret in front, not HMAC-SHA1", hashOf(md5.New, true, false)),
		digest("it is MD5 with the secret at the end, not HMAC-SHA1", hashOf(md5.New, false, true)),
		digest("it is MD5 without the secret, not HMAC-SHA1", hashOf(md5.New, false, false)),
		digest("it is SHA-1 with the secret at both ends, not HMAC-SHA1", hashOf(sha1.New, true, true)),
		digest("it is SHA-1 with the secret at the end, not HMAC-SHA1", hashOf(sha1.New, false, true)),
		digest("it is SHA-1 without the secret, not HMAC-SHA1", hashOf(sha1.New, false, false)),
	}
}

// valueMistakes returns those of all values alike. Each names the first argument that it changes.
func (r *Request) valueMistakes() []mistake {
	var out []mistake
	for _, m := range []struct {
		text   string
		change func(string) string
	}{
		{"values are URL-encoded", url.QueryEscape},
		{"values are URL-encoded with %20 for a space",
			func(s string) string { return strings.ReplaceAll(url.QueryEscape(s), "+", "%20") }},
		{"values were URL-encoded once more after they were signed", decoded},
		{"values are encoded as GBK, not as UTF-8", func(s string) string { return string(gb18030.Encode([]byte(s))) }},
		{"values have no spaces around them", strings.TrimSpace},
	} {
		first := r.firstChanged(m.change)
		if first == "" {
			continue
		}
		out = append(out, mistake{m.text + ", first that of " + first, func(x *recipe) {
			for i := range x.fields {
				x.fields[i].Value = m.change(x.fields[i].Value)
			}
		}})
	}
	return out
}

func decoded(s string) string {
	if plain, err := url.QueryUnescape(s); err == nil {
		return plain
	}
	return s
}

func (r *Request) firstChanged(change func(string) string) string {
	fields := slices.SortedFunc(slices.Values(r.Fields), byPair)
	i := slices.IndexFunc(fields, func(f Field) bool {
		return f.Name != platformsign.Signature &&
			change(f.Value) != f.Value
	})
	if i < 0 {
		return ""
	}
	return fields[i].Name
}

// missing returns the mistakes of one argument that was sent and not signed, and of all that are empty.
func (r *Request) missing() []mistake {
	out := []mistake{{"empty arguments are left out", func(x *recipe) {
		x.fields = slices.DeleteFunc(x.fields, func(f Field) bool { return f.Value == "" })
	}}}
	for _, f := range r.recipe().fields {
		out = append(out, mistake{f.Name + " is left out", func(x *recipe) {
			x.fields = slices.DeleteFunc(x.fields, func(y Field) bool { return y.Name == f.Name })
		}})
	}
	return out
}
