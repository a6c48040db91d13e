package mock

import (
	"fmt"
	"strconv"
	"strings"
	"sync"
	"time"
)

// Clock is a clock for a mock that stands still, or runs at any speed. It is safe for concurrent use.
type Clock struct {
	mu    sync.Mutex
	at    time.Time // the time that it showed
	since time.Time // when it showed it
	speed float64
}

// NewClock returns a clock that starts at a time, or now for the zero time. Speed 0 stands still, 1 is real time, at 60
// an hour takes a minute.
func NewClock(start time.Time, speed float64) *Clock {
	if start.IsZero() {
		start = time.Now()
	}
	return &Clock{at: start, since: time.Now(), speed: speed}
}

// Now returns the time of the clock.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now()
}

func (c *Clock) now() time.Time {
	if c.speed == 0 {
		return c.at
	}
	return c.at.Add(time.Duration(float64(time.Since(c.since)) * c.speed))
}

// Advance sets the clock forward.
func (c *Clock) Advance(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = c.at.Add(d)
}

// Set sets the time, and keeps the speed.
func (c *Clock) Set(t time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at, c.since = t, time.Now()
}

// SetSpeed sets the speed, and keeps the time.
func (c *Clock) SetSpeed(speed float64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at, c.since, c.speed = c.now(), time.Now(), speed
}

// Speed returns the speed.
func (c *Clock) Speed() float64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.speed
}

// ParseClock parses a clock: "stands", a speed such as "60x", a time such as 2026-09-01T12:00:00+08:00, at which the
// clock stands, or a speed and a time, separated by a comma.
func ParseClock(text string) (*Clock, error) {
	var start time.Time
	speed := 0.0
	for part := range strings.SplitSeq(text, ",") {
		factor, isSpeed := strings.CutSuffix(part, "x")
		var err error
		switch {
		case part == "stands":
		case isSpeed:
			if speed, err = strconv.ParseFloat(factor, 64); err == nil && !(speed >= 0 && speed <= maxSpeed) { // NaN is neither
				err = fmt.Errorf("must be from 0 to %d", maxSpeed)
			}
		default:
			start, err = time.Parse(time.RFC3339, part)
		}
		if err != nil {
			return nil, fmt.Errorf(
				"mock: a clock is stands, a speed such as 60x, or a time such as 2026-09-01T12:00:00+08:00, got %q", text)
		}
	}
	return NewClock(start, speed), nil
}

// maxSpeed is the highest speed, at which a year takes five minutes.
const maxSpeed = 100_000

// WithRunningClock is [WithClock] with a clock that the admin endpoints can set, and that is part of the state.
func WithRunningClock(clock *Clock) Option {
	return func(c *config) {
		c.running = clock
		if clock != nil {
			c.clock = clock.Now
		}
	}
}
