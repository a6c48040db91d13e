package openplatform

import (
	"fmt"
	"time"
)

// The platform writes milliseconds without a point, which Go's layouts cannot say.
const toSeconds, zone = "20060102150405", "-0700"

// FormatTime writes a time as the platform's arguments take it, yyyyMMddHHmmssSSSZ, such as 20180802211113000+0800.
func FormatTime(t time.Time) string {
	return fmt.Sprintf("%s%03d%s", t.Format(toSeconds), t.Nanosecond()/int(time.Millisecond), t.Format(zone))
}

// ParseTime reads such a time.
func ParseTime(text string) (time.Time, error) {
	if len(text) != len("20180802211113000+0800") {
		return time.Time{}, fmt.Errorf("%q is no time of the platform, such as 20180802211113000+0800", text)
	}
	t, err := time.Parse(toSeconds+".000"+zone, text[:14]+"."+text[14:])
	if err != nil {
		return time.Time{}, fmt.Errorf("%q is no time of the platform, such as 20180802211113000+0800: %w", text, err)
	}
	return t, nil
}
