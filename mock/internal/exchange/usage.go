package exchange

import "strconv"

// Usage is the number of requests of the account.
type Usage struct {
	Day     int64 `json:"day"`     // in Beijing, counted from 1970
	Today   int64 `json:"today"`   // calls of that day
	Earlier int64 `json:"earlier"` // calls of all days before
}

// Append appends api_info. The meaning of its second and third addend is unknown; all three add up to the total.
func (u Usage) Append(b []byte, perDay int64) []byte {
	b = strconv.AppendInt(append(b, `"today:`...), u.Today, 10)
	b = strconv.AppendInt(append(b, ` max:`...), perDay, 10)
	b = strconv.AppendInt(append(b, ` all[`...), u.Today+u.Earlier, 10)
	b = strconv.AppendInt(append(b, '='), u.Today, 10)
	b = strconv.AppendInt(append(b, `+0+`...), u.Earlier, 10)
	return append(b, `];expires:2030-12-31"`...)
}
