package openplatform

import (
	"fmt"
	"strings"
	"time"

	"github.com/go-ali1688/ali1688/internal/beijing"
)

// The platform writes milliseconds without a point, which Go's layouts cannot say.
const toSeconds, zone = "20060102150405", "-0700"

// FormatTime writes a time as the platform's arguments take it, yyyyMMddHHmmssSSSZ, such as 20180802211113000+0800.
func FormatTime(t time.Time) string {
	return fmt.Sprintf("%s%03d%s", t.Format(toSeconds), t.Nanosecond()/int(time.Millisecond), t.Format(zone))
}

// ParseTime reads a time of the platform: 20180802211113000+0800, the same without milliseconds as in
// 20121222222222+0800, or 2024-06-26 07:57:02, which is in Beijing.
func ParseTime(text string) (time.Time, error) {
	layout, value := time.DateTime, text
	switch {
	case len(text) == len(time.DateTime) && strings.Contains(text, " "):
	case len(text) == len("20180802211113000+0800"):
		layout, value = toSeconds+".000"+zone, text[:14]+"."+text[14:]
	default:
		layout = toSeconds + zone
	}
	t, err := time.ParseInLocation(layout, value, beijing.Zone)
	if err != nil {
		return time.Time{}, fmt.Errorf("%q is no time of the platform, such as 20180802211113000+0800: %w", text, err)
	}
	return t, nil
}
