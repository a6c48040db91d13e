package world

import (
	"cmp"
	"slices"
)

// Area is a province, a city of one, or a district of a city.
type Area struct {
	Code, Name string
	Parent     string // the code of a city's province, or of a district's city
}

// Area returns the province, city or district that a code means. The world has those cities only where shops are, and
// one district.
func (w *World) Area(code string) (Area, bool) {
	for _, a := range w.areas() {
		if a.Code == code {
			return a, true
		}
	}
	return Area{}, false
}

// AreasBelow returns the cities of a province or the districts of a city, by their codes, or the provinces if the code
// is empty.
func (w *World) AreasBelow(code string) []Area {
	return slices.DeleteFunc(w.areas(), func(a Area) bool { return a.Parent != code })
}

func (w *World) areas() []Area {
	var out []Area
	for code, p := range provinces() {
		out = append(out, Area{Code: code + "0000", Name: p.name})
	}
	for _, p := range w.words.places {
		out = append(out, Area{Code: p.code, Name: p.city, Parent: p.code[:2] + "0000"})
	}
	out = append(out, Area{Code: "330108", Name: "滨江区", Parent: "330100"}) // of the document's examples
	slices.SortFunc(out, func(a, b Area) int { return cmp.Compare(a.Code, b.Code) })
	return out
}
