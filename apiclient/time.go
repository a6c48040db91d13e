package apiclient

import (
	"fmt"
	"strings"
	"time"

	"github.com/go-ali1688/ali1688/internal/beijing"
)

// ParseTime reads a time of the gateway, which is in Beijing: server_time, such as "Beijing/2020-06-10 23:44:00", and
// secache_date or a day, such as "2020-06-10 23:44:00" and "2030-12-31".
func ParseTime(text string) (time.Time, error) {
	value := strings.TrimPrefix(strings.TrimSpace(text), "Beijing/")
	for _, layout := range []string{time.DateTime, time.DateOnly} {
		if t, err := time.ParseInLocation(layout, value, beijing.Zone); err == nil {
			return t, nil
		}
	}
	return time.Time{}, fmt.Errorf("%q is not a time of the gateway, such as Beijing/2020-06-10 23:44:00", text)
}
