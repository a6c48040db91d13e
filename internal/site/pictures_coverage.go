package site

import (
	"cmp"
	"html/template"
	"maps"
	"slices"
	"strings"

	"github.com/go-ali1688/ali1688/internal/diagram"
)

// bars returns an empty picture of bars whose parts are the levels of evidence.
func (e *edition) bars() diagram.Bars {
	b := diagram.Bars{}
	for _, level := range levels {
		b.Parts = append(b.Parts, cmp.Or(e.words["level-"+level], level))
		b.Classes = append(b.Classes, "part-"+level)
	}
	return b
}

// familyBars draws the operations of each group of a document by their levels of evidence.
func (e *edition) familyBars(v coveredVolume) (template.HTML, error) {
	b := e.bars()
	for _, g := range e.groups(v.volume) {
		row := diagram.Row{Label: diagram.Label{Text: g.Title, Href: g.Path}, Sizes: make([]int, len(levels))}
		for _, op := range g.Operations {
			row.Sizes[slices.Index(levels, op.Evidence.Level)]++
		}
		b.Rows = append(b.Rows, row)
	}
	drawn, err := e.figure("families-"+v.Name, "families", picture{canvas: b.Draw()})
	return template.HTML(drawn), err
}

// ageBars draws the operations of all documents by the years in which their newest evidence was seen, the newest year
// first.
func (e *edition) ageBars(all []coveredVolume) (template.HTML, error) {
	unknown, err := e.pictured("age-unknown")
	if err != nil {
		return "", err
	}
	years := map[string][]int{}
	for _, v := range all {
		for _, row := range v.Rows {
			year := yearOf(row.Evidence.Seen)
			if years[year] == nil {
				years[year] = make([]int, len(levels))
			}
			years[year][slices.Index(levels, row.Evidence.Level)]++
		}
	}
	b := e.bars()
	for _, year := range slices.Backward(slices.Sorted(maps.Keys(years))) {
		b.Rows = append(b.Rows, diagram.Row{Label: diagram.Label{Text: cmp.Or(year, unknown)}, Sizes: years[year]})
	}
	drawn, err := e.figure("ages", "ages", picture{canvas: b.Draw()})
	return template.HTML(drawn), err
}

// yearOf returns the year of a month, or "" where it is unknown.
func yearOf(month string) string {
	year, _, ok := strings.Cut(month, "-")
	if !ok {
		return ""
	}
	return year
}
