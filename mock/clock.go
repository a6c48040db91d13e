package mock

import (
	"fmt"
	"strconv"
	"strings"
	"sync"
	"time"
)

// Clock is a clock for a mock that stands, runs, or runs faster than time does. It is safe for concurrent use.
type Clock struct {
	mu    sync.Mutex
	at    time.Time // the time that it showed
	since time.Time // when it showed it
	speed float64
}

// NewClock returns a clock that shows start, which is now for the zero time, and runs at a speed: 0 stands, 1 is as
// fast as time, 60 makes an hour of a minute.
func NewClock(start time.Time, speed float64) *Clock {
	if start.IsZero() {
		start = time.Now()
	}
	return &Clock{at: start, since: time.Now(), speed: speed}
}

// Now returns the time that the clock shows.
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

// Advance sets the clock forward, whether it stands or runs.
func (c *Clock) Advance(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = c.at.Add(d)
}

// Set makes the clock show a time, at the speed that it has.
func (c *Clock) Set(t time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at, c.since = t, time.Now()
}

// SetSpeed changes the speed and not the time.
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

// ParseClock reads a clock: "stands", a speed such as "60x", a time such as 2026-09-01T12:00:00+08:00, at which the
// clock stands, or both with a comma in between.
func ParseClock(text string) (*Clock, error) {
	var start time.Time
	speed := 0.0
	for part := range strings.SplitSeq(text, ",") {
		factor, isSpeed := strings.CutSuffix(part, "x")
		var err error
		switch {
		case part == "stands":
		case isSpeed:
			if speed, err = strconv.ParseFloat(factor, 64); err == nil && (speed < 0 || speed > maxSpeed) {
				err = fmt.Errorf("must be from 0 to %d", maxSpeed)
			}
		default:
			start, err = time.Parse(time.RFC3339, part)
		}
		if err != nil {
			return nil, fmt.Errorf("mock: a clock is stands, a speed such as 60x, or a time such as 2026-09-01T12:00:00+08:00, got %q", text)
		}
	}
	return NewClock(start, speed), nil
}

// maxSpeed makes a year of five minutes.
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
