// Package capacity computes what a number of offers a day takes: calls and their price, keys, requests at once, cores,
// memory and Redis. The page on size shows its tables.
package capacity

import (
	"math"
	"slices"
	"time"
)

// Load is what one wants and what is known. The zero value of a member is nothing.
type Load struct {
	Offers  float64 // that are looked at
	Lookups float64 // of each in a day
	TTL     time.Duration
	Hit     float64 // part of the lookups that the cache answers; negative is computed from Lookups and TTL
	Extra   float64 // extra attempts, as a part of the calls
	Hours   float64 // of the day in which calls are made

	Price   float64       // of a call, in yuan
	Quota   float64       // calls that a key may make in a day
	AtOnce  float64       // requests that a key may make at once
	Latency time.Duration // of a call

	CPU       time.Duration // processor time of a call in the client
	Worker    float64       // memory of a request under way, in bytes
	Body      float64       // size of a response, in bytes
	RedisHit  float64       // Redis operations of a lookup that the cache answers
	RedisCall float64       // and of one that makes a call
	RedisMost float64       // operations that one Redis does in a second
}

// Need is what a load takes.
type Need struct {
	Load     Load
	Lookups  float64 // a day
	Hit      float64
	Calls    float64 // a day, the extra ones included
	Cost     float64 // yuan a day
	Rate     float64 // calls a second
	InFlight float64 // requests at once, on average
	Cores    float64
	Memory   float64 // of the requests, in bytes
	Redis    float64 // operations a second
	Kept     float64 // bytes of the cache
	Network  float64 // bytes a second
	Keys     []Use   // how many keys the quota and the requests at once take
	First    Use     // the resource that is used up first
}

// Use is how many units of a resource are in use.
type Use struct {
	Resource string // one of the constants
	Units    float64
}

// The resources that come in units.
const (
	Quota  = "quota"   // of one key
	AtOnce = "at_once" // requests of one key
	Core   = "core"
	Redis  = "redis" // one instance
)

// Compute returns what a load takes.
func (l Load) Compute() Need {
	n := Need{Load: l, Lookups: l.Offers * l.Lookups, Hit: l.hit()}
	misses := n.Lookups * (1 - n.Hit)
	seconds := l.Hours * 3600
	n.Calls = misses * (1 + l.Extra)
	n.Cost = n.Calls * l.Price
	n.Rate = n.Calls / seconds
	n.InFlight = n.Rate * l.Latency.Seconds() // Little's law
	n.Cores = n.Rate * l.CPU.Seconds()
	n.Memory = n.InFlight * l.Worker
	n.Redis = ((n.Lookups-misses)*l.RedisHit + n.Calls*l.RedisCall) / seconds
	n.Network = n.Rate * l.Body
	if n.Hit > 0 {
		n.Kept = l.Offers * l.Body
	}
	n.Keys = []Use{{Quota, n.Calls / l.Quota}, {AtOnce, n.InFlight / l.AtOnce}}
	all := append(slices.Clone(n.Keys), Use{Core, n.Cores}, Use{Redis, n.Redis / l.RedisMost})
	n.First = slices.MaxFunc(all, func(a, b Use) int { return int(math.Copysign(1, a.Units-b.Units)) })
	return n
}

// hit returns the part of the lookups that the cache answers, if they are spread evenly over the day: an offer is
// fetched again when its response has become too old.
func (l Load) hit() float64 {
	switch {
	case l.Hit >= 0:
		return l.Hit
	case l.TTL <= 0 || l.Lookups <= 0:
		return 0
	}
	fetched := min(l.Lookups, (24*time.Hour).Seconds()/l.TTL.Seconds())
	return 1 - fetched/l.Lookups
}

// KeysNeeded returns how many keys there have to be: for the quota and for the requests at once.
func (n Need) KeysNeeded() float64 {
	return max(1, math.Ceil(n.Keys[0].Units), math.Ceil(n.Keys[1].Units))
}
