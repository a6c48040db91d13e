package world

import (
	"strings"
	"sync"

	"github.com/go-ali1688/ali1688/internal/lists"
)

// word is a text in Chinese and in English.
type word struct {
	zh, en string
	id     uint16 // one for each Chinese text
}

func (w word) in(english bool) string {
	if english {
		return w.en
	}
	return w.zh
}

// rootText is a top category and the words that titles and variants below it are made of, as they are written down.
type rootText struct {
	name, alias, trade, unit, prop, prop2              string
	subs                                               []subText
	materials, styles, features, uses, values, values2 string
}

type subText struct{ name, leaves string }

const seasonText = "2025新款=2025 new|春秋款=spring and autumn|夏季=summer|冬季=winter|四季通用=all " +
	"seasons|热销=hot-selling|经典款=classic|当季上新=new in season"

// vocabulary is all words, made once.
type vocabulary struct {
	ids     map[string]uint16
	seasons []word
	roots   []*root
	nodes   map[int64]node // by the ids of categories
	leaves  []*leaf
	places  []place
	names   []string // the characters of companies' names
	forms   []form
}

var words = sync.OnceValue(func() *vocabulary {
	v := &vocabulary{ids: map[string]uint16{}, nodes: map[int64]node{}}
	v.seasons = v.list(seasonText)
	for i, t := range []rootText{women, men, children, shoes, home, kitchen, digital, beauty, toys, hardware} {
		v.addRoot(i, &t)
	}
	v.places = readPlaces()
	v.names = strings.Split(nameText, "")
	for pair := range strings.SplitSeq(formText, "|") {
		name, kind, _ := strings.Cut(pair, "=")
		v.forms = append(v.forms, form{name, kind})
	}
	return v
})

// list reads words that are written as zh=en, joined with bars.
func (v *vocabulary) list(text string) []word {
	return lists.Map(strings.Split(text, "|"), v.word)
}

func (v *vocabulary) word(pair string) word {
	zh, en, _ := strings.Cut(pair, "=")
	id, ok := v.ids[zh]
	if !ok {
		id = uint16(len(v.ids))
		v.ids[zh] = id
	}
	return word{zh, en, id}
}

// form is the end of a company's name, and the legal form that goes with it.
type form struct{ name, kind string }
