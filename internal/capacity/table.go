package capacity

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/go-ali1688/ali1688/internal/lists"
)

// Table returns what loads take as a table in Markdown, a column a load, in English or, for "zh", in Chinese.
func Table(lang string, loads ...Load) string {
	w := words[lang]
	needs := lists.Map(loads, Load.Compute)
	offers := func(l Load) string { return whole(l.Offers) }
	rows := [][]string{append([]string{w["offers"]}, lists.Map(loads, offers)...), nil}
	for _, line := range lines {
		cells := lists.Map(needs, func(n Need) string { return line.value(n, w) })
		rows = append(rows, append([]string{w[line.name]}, cells...))
	}
	return markdown(rows)
}

// lines are the lines of the table.
var lines = []struct {
	name  string
	value func(n Need, w map[string]string) string
}{
	{"hit", func(n Need, _ map[string]string) string { return percent(n.Hit) }},
	{"calls", func(n Need, _ map[string]string) string { return whole(n.Calls) }},
	{"cost", func(n Need, _ map[string]string) string { return whole(n.Cost) }},
	{"keys", func(n Need, _ map[string]string) string { return whole(n.KeysNeeded()) }},
	{"rate", func(n Need, _ map[string]string) string { return digits(n.Rate) }},
	{"in_flight", func(n Need, _ map[string]string) string { return digits(n.InFlight) }},
	{"memory", func(n Need, _ map[string]string) string { return size(n.Memory) }},
	{"cores", func(n Need, _ map[string]string) string { return digits(n.Cores) }},
	{"network", func(n Need, _ map[string]string) string { return size(n.Network) }},
	{"redis_rate", func(n Need, _ map[string]string) string { return digits(n.Redis) }},
	{"kept", func(n Need, _ map[string]string) string { return size(n.Kept) }},
	{"first", func(n Need, w map[string]string) string {
		return fmt.Sprintf(w["of"], w[n.First.Resource], digits(n.First.Units))
	}},
}

// Hits returns the part of lookups that a cache answers, a row for the lookups of an offer in a day, a column for the
// time that a response is kept.
func Hits(lang string) string {
	ttls := []time.Duration{time.Hour, 6 * time.Hour, 24 * time.Hour, 7 * 24 * time.Hour}
	rows := [][]string{{words[lang]["lookups"]}, nil}
	for _, ttl := range ttls {
		rows[0] = append(rows[0], fmt.Sprintf("%.0f h", ttl.Hours()))
	}
	for _, lookups := range []float64{1, 4, 24, 100} {
		row := []string{digits(lookups)}
		for _, ttl := range ttls {
			row = append(row, percent(Load{Lookups: lookups, TTL: ttl, Hit: -1}.hit()))
		}
		rows = append(rows, row)
	}
	return markdown(rows)
}

// Assumptions returns the inputs as a table, with where each comes from.
func Assumptions(lang string, l Load) string {
	w := words[lang]
	rows := [][]string{{w["input"], w["value"], w["origin"]}, nil}
	for _, in := range []struct{ name, value, origin string }{
		{"in_lookups", digits(l.Lookups), "chosen"},
		{"in_ttl", fmt.Sprintf("%.0f h", l.TTL.Hours()), "chosen"},
		{"in_extra", percent(l.Extra), "assumed"},
		{"in_hours", digits(l.Hours), "chosen"},
		{"in_price", strconv.FormatFloat(l.Price, 'g', -1, 64) + " 元", "price"},
		{"in_quota", whole(l.Quota), "plan"},
		{"in_at_once", digits(l.AtOnce), "live"},
		{"in_latency", l.Latency.String(), "latency"},
		{"in_cpu", fmt.Sprintf("%.0f µs", float64(l.CPU)/1e3), "measured"},
		{"in_worker", size(l.Worker), "measured"},
		{"in_body", size(l.Body), "recorded"},
		{"in_redis", digits(l.RedisHit) + " / " + digits(l.RedisCall), "counted"},
		{"in_redis_most", whole(l.RedisMost), "assumed"},
	} {
		rows = append(rows, []string{w[in.name], in.value, w[in.origin]})
	}
	return markdown(rows)
}

// markdown joins the rows, of which the second is the line below the head.
func markdown(rows [][]string) string {
	rows[1] = append([]string{"---"}, slices.Repeat([]string{"---:"}, len(rows[0])-1)...)
	var b strings.Builder
	for _, row := range rows {
		b.WriteString("| " + strings.Join(row, " | ") + " |\n")
	}
	return b.String()
}

// whole returns a number without decimals, at least 1 if there is any, with a comma behind every three digits.
func whole(v float64) string {
	text := strconv.FormatFloat(math.Ceil(max(0, v-1e-9)), 'f', 0, 64)
	for i := len(text) - 3; i > 0; i -= 3 {
		text = text[:i] + "," + text[i:]
	}
	return text
}

// digits returns a number with two digits that matter, or as a whole one.
func digits(v float64) string {
	if v >= 99.5 || v == math.Trunc(v) {
		return whole(v)
	}
	if v >= 10 {
		return strconv.FormatFloat(v, 'f', 0, 64)
	}
	return strconv.FormatFloat(v, 'g', 2, 64)
}

// percent returns a share, which is not rounded up to a whole that it is not.
func percent(v float64) string {
	if v > 0.99 && v < 1 {
		return strconv.FormatFloat(math.Floor(1000*v)/10, 'f', 1, 64) + " %"
	}
	return strconv.FormatFloat(100*v, 'f', 0, 64) + " %"
}

// size returns a number of bytes in the largest unit that it fills.
func size(v float64) string {
	units := []string{"B", "KiB", "MiB", "GiB", "TiB"}
	i := 0
	for v >= 1024 && i < len(units)-1 {
		v, i = v/1024, i+1
	}
	return digits(math.Round(v*10)/10) + " " + units[i]
}
