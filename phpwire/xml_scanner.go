package phpwire

import (
	"strings"
	"unicode/utf8"
)

// xmlTokenKind is what an xmlToken is.
type xmlTokenKind int

const (
	tokenEnd   xmlTokenKind = iota // of the document
	tokenOpen                      // a start tag
	tokenClose                     // an end tag
	tokenText                      // text or CDATA
	tokenAside                     // a comment, an instruction, a document type: nothing to read
)

type xmlToken struct {
	kind   xmlTokenKind
	name   string // of a tag, with its prefix
	key    Key    // of a start tag that has one as an attribute
	hasKey bool
	text   string
}

// xmlScanner splits a document into tags and texts. It accepts what encoding/xml accepts in its strict mode with the
// entities of HTML, and names that are numbers, which XML forbids and careless programs write. No entity that the
// document defines is ever replaced.
type xmlScanner struct {
	cursor
	empty string // the name of a tag such as <a/>, whose end has not been returned
}

// next returns the next token.
func (s *xmlScanner) next() (xmlToken, error) {
	if s.empty != "" {
		t := xmlToken{kind: tokenClose, name: s.empty}
		s.empty = ""
		return t, nil
	}
	rest := s.rest()
	switch {
	case rest == "":
		return xmlToken{kind: tokenEnd}, nil
	case rest[0] != '<':
		return s.characters()
	case strings.HasPrefix(rest, "<![CDATA["):
		text, err := s.between("<![CDATA[", "]]>")
		if err == nil && !areXMLCharacters(text) {
			err = errToken
		}
		return xmlToken{kind: tokenText, text: newlines(text)}, err
	case strings.HasPrefix(rest, "<!--"):
		_, err := s.between("<!--", "-->")
		return xmlToken{kind: tokenAside}, err
	case strings.HasPrefix(rest, "<?"):
		_, err := s.between("<?", "?>")
		return xmlToken{kind: tokenAside}, err
	case strings.HasPrefix(rest, "<!"):
		return xmlToken{kind: tokenAside}, s.declaration()
	case strings.HasPrefix(rest, "</"):
		return s.endTag()
	}
	return s.startTag()
}

// between returns the text between two marks and skips all three.
func (s *xmlScanner) between(begin, end string) (string, error) {
	text, _, found := strings.Cut(s.rest()[len(begin):], end)
	if !found {
		return "", errTruncated
	}
	s.pos += len(begin) + len(text) + len(end)
	return text, nil
}

// characters returns the text up to the next tag.
func (s *xmlScanner) characters() (xmlToken, error) {
	raw, _, _ := strings.Cut(s.rest(), "<")
	if strings.Contains(raw, "]]>") {
		return xmlToken{}, errToken
	}
	text, err := unescapeXML(raw)
	s.pos += len(raw)
	return xmlToken{kind: tokenText, text: text}, err
}

// declaration skips a document type, in which tags nest and texts are quoted.
func (s *xmlScanner) declaration() error {
	rest := s.rest()[len("<!"):]
	switch {
	case rest == "":
		return errTruncated
	case rest[0] == '-' || rest[0] == '[':
		return errToken // nearly a comment, or nearly CDATA
	}
	depth, quote := 1, byte(0)
	for s.pos += len("<!x"); s.pos < len(s.src); s.pos++ {
		c := s.src[s.pos]
		switch {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case strings.HasPrefix(s.rest(), "<!--"):
			if _, err := s.between("<!--", "-->"); err != nil {
				return err
			}
			s.pos--
		case c == '<':
			depth++
		case c == '>':
			if depth--; depth == 0 {
				s.pos++
				return nil
			}
		}
	}
	return errTruncated
}

func (s *xmlScanner) endTag() (xmlToken, error) {
	s.pos += len("</")
	name, err := s.tagName()
	if err != nil {
		return xmlToken{}, err
	}
	s.space()
	return xmlToken{kind: tokenClose, name: name}, s.expect(">")
}

func (s *xmlScanner) startTag() (t xmlToken, err error) {
	s.pos++
	if t.name, err = s.tagName(); err != nil {
		return t, err
	}
	t.kind = tokenOpen
	for {
		s.space()
		switch {
		case strings.HasPrefix(s.rest(), ">"):
			s.pos++
			return t, nil
		case strings.HasPrefix(s.rest(), "/"):
			s.pos++
			s.empty = t.name
			return t, s.expect(">")
		}
		if err := s.attribute(&t); err != nil {
			return t, err
		}
	}
}

// attribute reads an attribute. The first of those that name a value in its parent is the key of the element.
func (s *xmlScanner) attribute(t *xmlToken) error {
	name, err := s.name()
	if err != nil {
		return err
	}
	s.space()
	if err := s.expect("="); err != nil {
		return err
	}
	s.space()
	if s.pos == len(s.src) {
		return errTruncated
	}
	quote := s.src[s.pos : s.pos+1]
	if quote != `"` && quote != `'` {
		return errToken
	}
	raw, err := s.between(quote, quote)
	if err != nil {
		return err
	}
	value, err := unescapeXML(raw)
	if err != nil || strings.Contains(raw, "<") {
		return errToken
	}
	if local := localName(name); !t.hasKey && (local == "id" || local == "key" || local == "index") {
		t.key, t.hasKey = StringKey(value), true
	}
	return nil
}

// tagName returns the name of a tag. A number becomes a name by an underscore.
func (s *xmlScanner) tagName() (string, error) {
	rest := s.rest()
	digits := len(rest) - len(strings.TrimLeft(rest, "0123456789"))
	if digits == 0 {
		return s.name()
	}
	if digits == len(rest) {
		return "", errTruncated
	}
	if c := rest[digits]; !isSpace(c) && c != '/' && c != '>' {
		return "", errToken
	}
	s.pos += digits
	return "_" + rest[:digits], nil
}

// name returns a name: a letter, then letters, digits and the marks between them, one of which may be a colon.
func (s *xmlScanner) name() (string, error) {
	rest := s.rest()
	end := 0
	for end < len(rest) && isNameByte(rest[end], end > 0) {
		end++
	}
	s.pos += end
	switch {
	case end == 0:
		return "", s.wrong()
	case strings.Count(rest[:end], ":") > 1:
		return "", errToken
	}
	return rest[:end], nil
}

// isNameByte reports whether a byte may stand in a name. All characters beyond ASCII may.
func isNameByte(c byte, inside bool) bool {
	return isLetter(c) || c == ':' || c >= utf8.RuneSelf || inside && (c == '-' || c == '.' || '0' <= c && c <= '9')
}

// localName returns a name without its prefix.
func localName(name string) string {
	prefix, local, found := strings.Cut(name, ":")
	if !found || prefix == "" || local == "" {
		return name
	}
	return local
}
