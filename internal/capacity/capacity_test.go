package capacity

import (
	"os"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/internal/measured"
)

// example is a load whose results can be computed in the head.
var example = Load{
	Offers: 1000, Lookups: 10, Hit: 0.5, Extra: 0.1, Hours: 10, Price: 0.02, Quota: 1000, AtOnce: 2,
	Latency: 4 * time.Second, CPU: time.Millisecond, Worker: 1024, Body: 2048, RedisHit: 1, RedisCall: 5, RedisMost: 10,
}

// TestCompute computes one load, and changes of it.
func TestCompute(t *testing.T) {
	n := example.Compute()
	for name, c := range map[string]struct{ want, got float64 }{
		"lookups":   {10_000, n.Lookups},
		"calls":     {5500, n.Calls},
		"cost":      {110, n.Cost},
		"rate":      {5500.0 / 36_000, n.Rate},
		"in flight": {5500.0 / 36_000 * 4, n.InFlight},
		"cores":     {5500.0 / 36_000 / 1000, n.Cores},
		"memory":    {5500.0 / 36_000 * 4 * 1024, n.Memory},
		"redis":     {(5000*1 + 5500*5) / 36_000.0, n.Redis},
		"network":   {5500.0 / 36_000 * 2048, n.Network},
		"kept":      {1000 * 2048, n.Kept},
		"keys":      {6, n.KeysNeeded()},
		"units":     {5.5, n.First.Units},
	} {
		assert.InEpsilon(t, c.want, c.got, 1e-9, name)
	}
	for name, c := range map[string]struct {
		change func(*Load)
		first  string
		keys   float64
	}{
		"quota":   {func(*Load) {}, Quota, 6},
		"at once": {func(l *Load) { l.Latency = time.Minute; l.AtOnce = 0.5 }, AtOnce, 19},
		"cores":   {func(l *Load) { l.CPU = time.Minute }, Core, 6},
		"redis":   {func(l *Load) { l.RedisMost = 0.01 }, Redis, 6},
		"one key": {func(l *Load) { l.Offers = 1 }, Redis, 1},
	} {
		load := example
		c.change(&load)
		n := load.Compute()
		if name == "one key" {
			assert.Equal(t, c.keys, n.KeysNeeded())
			continue
		}
		assert.Equal(t, c.first, n.First.Resource, name)
		assert.Equal(t, c.keys, n.KeysNeeded(), name)
	}
}

// TestHits computes the part that a cache answers.
func TestHits(t *testing.T) {
	for _, c := range []struct {
		lookups float64
		ttl     time.Duration
		given   float64
		want    float64
	}{
		{24, 24 * time.Hour, -1, 23.0 / 24}, {24, time.Hour, -1, 0}, {24, time.Minute, -1, 0}, {1, 48 * time.Hour, -1, 0.5},
		{4, 12 * time.Hour, -1, 0.5}, {4, 0, -1, 0}, {0, time.Hour, -1, 0}, {4, 12 * time.Hour, 0.9, 0.9},
	} {
		assert.InDelta(t, c.want, Load{Lookups: c.lookups, TTL: c.ttl, Hit: c.given}.hit(), 1e-9, "%v", c)
	}
}

// TestNumbers writes numbers as the tables have them.
func TestNumbers(t *testing.T) {
	for want, got := range map[string]string{
		"0": whole(0), "1": whole(0.2), "1,234,567": whole(1234567), "20,400": whole(20_400.0000000001),
		"0.12": digits(0.1234), "13": digits(12.6),
		"100": digits(99.95), "12": digits(12), "1.5 KiB": size(1536), "24 KiB": size(24 * 1024), "512 B": size(512),
		"2,048 TiB": size(1 << 51), "33 %": percent(1.0 / 3),
		"99.9 %": percent(0.9999), "100 %": percent(1), "99 %": percent(0.99),
	} {
		assert.Equal(t, want, got)
	}
}

// TestTable prints the example.
func TestTable(t *testing.T) {
	assert.Equal(t, `| offers | 1,000 |
| --- | ---: |
| answered from the cache | 50 % |
| calls a day | 5,500 |
| yuan a day | 110 |
| keys | 6 |
| calls a second | 0.15 |
| workers: requests at once | 0.61 |
| memory of these | 626 B |
| cores | 0.00015 |
| responses a second | 313 B |
| Redis operations a second | 0.9 |
| size of the cache | 2 MiB |
| first limit | quota of a key × 5.5 |
`, Table("en", example))
	for name := range words["en"] {
		assert.NotEmpty(t, words["zh"][name], name)
	}
}

// TestPages compares the pages with the program: their tables are those that it makes from what was measured.
func TestPages(t *testing.T) {
	values, err := measured.Load("../../" + measured.File)
	require.NoError(t, err)
	tables := Tables(values)
	require.NotEmpty(t, tables)
	for _, page := range Pages {
		text, err := os.ReadFile("../../" + page)
		require.NoError(t, err)
		filled, err := measured.Fill(text, tables)
		require.NoError(t, err)
		assert.Equal(t, string(filled), string(text), "%s: run go run ./internal/cmd/readme", page)
	}
}

// TestNothingMeasured makes no table of zeros.
func TestNothingMeasured(t *testing.T) {
	_, err := Standard(1, nil)
	require.ErrorContains(t, err, "run make bench")
	assert.Nil(t, Tables(nil))
}
