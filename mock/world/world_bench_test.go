package world

import (
	"net/url"
	"testing"
)

func BenchmarkAppend(b *testing.B) {
	w := New(Options{Seed: 1})
	w.index()
	for name, params := range map[string]string{
		"item_get": "num_iid=610947572360", "item_search": "q=连衣裙", "item_review": "num_iid=610947572360",
		"item_search_shop": "seller_nick=b2b-2206619673102e9470", "item_get_app": "num_iid=610947572360",
	} {
		b.Run(name, func(b *testing.B) {
			values, _ := url.ParseQuery(params)
			q := Query{Operation: name, Get: values.Get}
			var buf []byte
			b.ReportAllocs()
			for b.Loop() {
				buf, _ = w.Append(buf[:0], q)
			}
			b.SetBytes(int64(len(buf)))
		})
	}
}

func BenchmarkIndex(b *testing.B) {
	w := New(Options{Seed: 1})
	for b.Loop() {
		w.newIndex()
	}
}
