package apiclient_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"github.com/go-ali1688/ali1688/apiclient"
)

func TestParseTime(t *testing.T) {
	for text, want := range map[string]string{
		"Beijing/2020-06-10 23:44:00": "2020-06-10T15:44:00Z",
		"2020-06-10 07:00:00":         "2020-06-09T23:00:00Z",
		" 2030-12-31 ":                "2030-12-30T16:00:00Z",
		"":                            "",
		"2020-06-10T07:00:00":         "",
		"Tokyo/2020-06-10 23:44:00":   "",
		"2020-13-10":                  "",
	} {
		got, err := apiclient.ParseTime(text)
		if want == "" {
			assert.Error(t, err, text)
			continue
		}
		assert.NoError(t, err, text)
		assert.Equal(t, want, got.UTC().Format(time.RFC3339), text)
	}
}
