package world_test

import (
	"fmt"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/go-ali1688/ali1688/mock/world"
)

// atOnce calls f from several goroutines and waits for all of them.
func atOnce(n int, f func(i int)) {
	var wg sync.WaitGroup
	for i := range n {
		wg.Go(func() { f(i) })
	}
	wg.Wait()
}

// TestLimitBookAtOnce sets the limits of many offers at once: none is lost, and readers see whole limits.
func TestLimitBookAtOnce(t *testing.T) {
	book := new(world.LimitBook)
	w := world.New(world.Options{Seed: 1688, Limits: book})
	const writers, each = 8, 50
	atOnce(writers+2, func(i int) {
		if i >= writers {
			for n := range int64(writers * each) {
				if l := w.Limits(n); l != (world.Limits{}) {
					assert.Equal(t, world.Limits{Most: n + 1, Unit: n + 1}, l)
				}
			}
			return
		}
		for n := range each {
			id := int64(i*each + n)
			book.Set(id, world.Limits{Most: id + 1, Unit: id + 1})
		}
	})
	assert.Len(t, book.All(), writers*each)
	for id, l := range book.All() {
		assert.Equal(t, world.Limits{Most: id + 1, Unit: id + 1}, l)
	}
}

// TestFirstSearchesAtOnce makes the table once, whoever searches first.
func TestFirstSearchesAtOnce(t *testing.T) {
	want, total := world.New(world.Options{Seed: 1688}).Find(world.Search{Keyword: "复古 连衣裙", Page: 1, Size: 20})
	w := world.New(world.Options{Seed: 1688})
	atOnce(8, func(int) {
		got, n := w.Find(world.Search{Keyword: "复古 连衣裙", Page: 1, Size: 20})
		assert.Equal(t, total, n)
		assert.Equal(t, ids(want), ids(got))
	})
}

// TestCallsAtOnce writes the same bytes for each call, whatever the calls beside it ask for. Their state is reused.
func TestCallsAtOnce(t *testing.T) {
	w := world.New(world.Options{Seed: 1688})
	ask := func(i int) string {
		o := w.ListedOffer(i)
		q := world.Query{Operation: []string{"item_get", "item_get_app", "item_review"}[i%3], English: i%2 == 0,
			Base: fmt.Sprint("http://host", i%5), Get: queryOf(t, "", about(&o)).Get}
		members, failure := w.Append(nil, q)
		assert.Nil(t, failure)
		return string(members)
	}
	var want [40]string
	for i := range want {
		want[i] = ask(i)
	}
	atOnce(8, func(n int) {
		for i := range want {
			i = (i*7 + n*5) % len(want)
			assert.Equal(t, want[i], ask(i))
		}
	})
}

// TestCallsShareNothing leaves neither language, nor base, nor echo to the next call.
func TestCallsShareNothing(t *testing.T) {
	w := world.New(world.Options{Seed: 1688})
	o := w.ListedOffer(3)
	plain := queryOf(t, "item_get", about(&o))
	want, _ := w.Append(nil, plain)
	assert.Contains(t, string(want), `"`+o.Picture("http://127.0.0.1:1688", 0)+`"`, "the base that the command serves")
	special := plain
	special.English, special.Base, special.Platform = true, "http://x", "1688global"
	special.Echo = func(string) string { return "" }
	other, _ := w.Append(nil, special)
	assert.NotEqual(t, string(want), string(other))
	again, _ := w.Append(nil, plain)
	assert.Equal(t, string(want), string(again))
}
