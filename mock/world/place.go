package world

import (
	"strconv"
	"strings"
	"sync"

	"github.com/go-ali1688/ali1688/internal/lists"
)

// place is where shops are.
type place struct {
	province, city, code string
	zone                 int // how far from the coast of the south-east
}

// province is where parcels go.
type province struct {
	name string
	zone int
}

// provinces are by the first two digits of their codes.
var provinces = sync.OnceValue(func() map[string]province {
	out := map[string]province{}
	for text := range strings.SplitSeq(provinceText, "|") {
		f := strings.Fields(text)
		out[f[0]] = province{f[1], number(f[2])}
	}
	return out
})

func readPlaces() []place {
	return lists.Map(strings.Split(placeText, "|"), func(text string) place {
		f := strings.Fields(text)
		return place{f[0], f[1], f[2], provinces()[f[2][:2]].zone}
	})
}

// destination returns the place that an area's id means. One of six digits is a code; of a shorter one nobody has the
// list, so that it means some place, always the same, but for the one that is known: 2274 is 新余.
func (v *vocabulary) destination(area string) (name string, zone int, ok bool) {
	if len(area) == 6 {
		return v.coded(area)
	}
	i := int(hashText(0, area) % uint64(len(v.places)))
	for j, p := range v.places {
		if area == "2274" && p.city == "新余" {
			i = j
		}
	}
	return v.places[i].city, v.places[i].zone, true
}

func (v *vocabulary) coded(area string) (name string, zone int, ok bool) {
	for _, p := range v.places {
		if p.code == area {
			return p.province + " " + p.city, p.zone, true
		}
	}
	p, ok := provinces()[area[:2]]
	return p.name, p.zone, ok
}

// locationCode returns the id that item_get_app has for a place.
func locationCode(code string) string { return "14" + code }

// origin reads it back, as the zone of the place, or takes the other zone where it is unknown.
func (v *vocabulary) origin(location string, other int) int {
	if _, err := strconv.Atoi(location); err != nil || len(location) != 8 {
		return other
	}
	if _, zone, ok := v.coded(location[2:]); ok {
		return zone
	}
	return other
}
