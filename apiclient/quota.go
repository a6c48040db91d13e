package apiclient

import (
	"regexp"
	"strconv"
	"sync"
	"time"
)

// Quota is what the gateway states about the account in api_info, its only report. A number it left out is -1.
type Quota struct {
	Today   int64  // calls made today; the day begins at midnight in Beijing
	Max     int64  // calls allowed a day
	Total   int64  // all calls ever, of which Today is a part
	Expires string // the last day of the plan, YYYY-MM-DD, or ""
}

// quotaForm is the grammar of api_info as far as it was seen: "today:58 max:10100
// all[106=58+24+24];expires:2030-12-31", with any number missing, and without the second half in responses of before
// 2022.
var quotaForm = regexp.MustCompile(`^\s*today:(\d*) max:(\d*)(?: all\[(\d*)=[\d+]*\])?\s*(?:;expires:([\d-]*))?\s*$`)

// ParseQuota reads api_info. It reports false where the text has another form; a call should not fail because of it.
func ParseQuota(apiInfo string) (Quota, bool) {
	m := quotaForm.FindStringSubmatch(apiInfo)
	if m == nil {
		return Quota{Today: -1, Max: -1, Total: -1}, false
	}
	return Quota{Today: count(m[1]), Max: count(m[2]), Total: count(m[3]), Expires: m[4]}, true
}

// Left returns how many calls the day still allows, or -1 where that is unknown.
func (q Quota) Left() int64 {
	if q.Today < 0 || q.Max < 0 {
		return -1
	}
	return max(0, q.Max-q.Today)
}

func count(digits string) int64 {
	n, err := strconv.ParseInt(digits, 10, 64)
	if err != nil {
		return -1
	}
	return n
}

// quotaMemory keeps the last quota that the gateway reported.
type quotaMemory struct {
	mu   sync.Mutex
	last Quota
	seen time.Time // when, and the zero time before the first report
}

// observe keeps what api_info reports. A text of another form, and one without numbers, is skipped.
func (m *quotaMemory) observe(apiInfo string, now time.Time) {
	quota, ok := ParseQuota(apiInfo)
	if !ok || quota.Today < 0 && quota.Max < 0 {
		return
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.last, m.seen = quota, now
}

// get returns the last report and when it came.
func (m *quotaMemory) get() (Quota, time.Time, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.last, m.seen, !m.seen.IsZero()
}
