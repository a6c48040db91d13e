// Package beijing has the time zone of 1688, by whose midnight quotas begin anew and in which times without a zone are.
package beijing

import "time"

// Zone needs no time zone database: China has no summer time.
var Zone = time.FixedZone("Asia/Shanghai", 8*60*60)

// Day returns the day of a time in Beijing, such as 2026-11-29.
func Day(t time.Time) string { return t.In(Zone).Format(time.DateOnly) }
