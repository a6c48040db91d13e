package capacity

import (
	"fmt"
	"strconv"
	"time"
)

// Standard returns the load of the page for so many offers, with what was measured here, see package measured.
func Standard(offers float64, measured map[string]string) (Load, error) {
	l := Load{
		Offers: offers, Lookups: 1, TTL: 24 * time.Hour, Hit: -1, Extra: 0.02, Hours: 24,
		Price: 0.022, Quota: 20_000, AtOnce: 4, Latency: time.Second,
		RedisHit: 1, RedisCall: 5, RedisMost: 50_000,
	}
	for _, m := range []struct {
		name string
		set  func(float64)
	}{
		{"stack.call_us", func(v float64) { l.CPU = time.Duration(v * float64(time.Microsecond)) }},
		{"stack.worker_bytes", func(v float64) { l.Worker = v }},
		{"stack.body_bytes", func(v float64) { l.Body = v }},
	} {
		v, err := strconv.ParseFloat(measured[m.name], 64)
		if err != nil {
			return l, fmt.Errorf("%s is not measured; run make bench", m.name)
		}
		m.set(v)
	}
	return l, nil
}

// Pages are the pages that quote the tables.
var Pages = []string{"docs/en/capacity.md", "docs/zh-CN/capacity.md"}

// Sizes are the numbers of offers that the page shows.
var Sizes = []float64{1e4, 1e6, 1e8}

// Tables returns the tables of the page by the names with which it quotes them, and nil without measured numbers.
func Tables(measured map[string]string) map[string]string {
	var loads, often []Load
	for _, offers := range Sizes {
		l, err := Standard(offers, measured)
		if err != nil {
			return nil
		}
		loads = append(loads, l)
		l.Lookups = 24
		often = append(often, l)
	}
	out := map[string]string{}
	for _, lang := range []string{"en", "zh"} {
		out["capacity."+lang] = "\n\n" + Table(lang, loads...) + "\n"
		out["capacity.often_"+lang] = "\n\n" + Table(lang, often...) + "\n"
		out["capacity.hits_"+lang] = "\n\n" + Hits(lang) + "\n"
		out["capacity.inputs_"+lang] = "\n\n" + Assumptions(lang, loads[0]) + "\n"
	}
	return out
}
