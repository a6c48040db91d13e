package reply

import (
	"sync/atomic"
	"time"

	"github.com/go-ali1688/ali1688/internal/beijing"
)

// stamps are the times in a response. Most responses have the same times as the one before.
type stamps struct{ served, fetched stamp }

// stamp formats times in Beijing, and keeps the last text.
type stamp struct{ last atomic.Pointer[stampText] }

type stampText struct {
	second int64
	text   string
}

func (s *stamp) append(b []byte, second int64) []byte {
	last := s.last.Load()
	if last == nil || last.second != second {
		last = &stampText{second, time.Unix(second, 0).In(beijing.Zone).Format(time.DateTime)}
		s.last.Store(last)
	}
	return append(b, last.text...)
}
