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
	region               string // the province's name with its suffix
	zone                 int    // how far from the coast of the south-east
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
		return place{f[0], f[1], f[2], regionOf(f[0]), provinces()[f[2][:2]].zone}
	})
}

// regionSuffixes are the suffixes of names that do not end in 省. A municipality has none: the platform's samples have
// 北京 北京市 东城区 and 西藏自治区 拉萨市 林周县.
var regionSuffixes = map[string]string{
	"北京": "", "天津": "", "上海": "", "重庆": "", "内蒙古": "自治区", "西藏": "自治区", "广西": "壮族自治区", "宁夏": "回族自治区",
	"新疆": "维吾尔自治区",
}

// regionOf returns the name of a province as addresses have it: 浙江省.
func regionOf(province string) string {
	if suffix, ok := regionSuffixes[province]; ok {
		return province + suffix
	}
	return province + "省"
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
