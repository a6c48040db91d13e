package mock_test

import (
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/mock"
)

// TestClock lets ten minutes pass for clocks of several speeds.
func TestClock(t *testing.T) {
	start := time.Date(2026, 9, 1, 12, 0, 0, 0, time.UTC)
	cases := []struct {
		text string
		want time.Time
	}{
		{"2026-09-01T20:00:00+08:00", start},
		{"2026-09-01T12:00:00Z,1x", start.Add(10 * time.Minute)},
		{"2026-09-01T12:00:00Z,60x", start.Add(10 * time.Hour)},
		{"60x,2026-09-01T12:00:00Z", start.Add(10 * time.Hour)},
		{"2026-09-01T12:00:00Z,0.5x", start.Add(5 * time.Minute)},
		{"2026-09-01T12:00:00Z,stands", start},
	}
	for _, tt := range cases {
		t.Run(tt.text, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				clock, err := mock.ParseClock(tt.text)
				require.NoError(t, err)
				time.Sleep(10 * time.Minute)
				assert.True(t, tt.want.Equal(clock.Now()), "got %s, want %s", clock.Now(), tt.want)
			})
		})
	}
	for _, text := range []string{"", "fast", "-1x", "1e9x", "NaNx", "x", "2026-09-01", "60x,soon"} {
		_, err := mock.ParseClock(text)
		assert.ErrorContains(t, err, "a clock is stands, a speed such as 60x", text)
	}
}

// TestClockChanges sets, advances and changes the speed of a clock that runs.
func TestClockChanges(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		begin := time.Now()
		clock := mock.NewClock(time.Time{}, 60)
		time.Sleep(time.Minute)
		clock.SetSpeed(0)
		time.Sleep(time.Hour)
		assert.Equal(t, time.Hour, clock.Now().Sub(begin), "it stands at what it showed")
		clock.Advance(30 * time.Minute)
		clock.SetSpeed(1)
		time.Sleep(time.Minute)
		assert.Equal(t, 91*time.Minute, clock.Now().Sub(begin))
		clock.Set(begin)
		time.Sleep(time.Second)
		assert.Equal(t, time.Second, clock.Now().Sub(begin))
		assert.InDelta(t, 1, clock.Speed(), 0)
	})
}
