package admin_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/mock"
)

// TestRemoveFaults removes one rule or all, and leaves alone how often the others happened.
func TestRemoveFaults(t *testing.T) {
	h, err := mock.NewHandler()
	require.NoError(t, err)
	admin := adminOf(t, h)
	rules := func() string { _, body := admin("GET", "/__admin/faults", ""); return body[len(body)-200:] }
	call := func() string { _, body := admin("GET", "/1688/cat_get/?key=k&secret=s&cid=0", ""); return body }
	const first = `{"fault":"code-4013","api":"cat_get","times":1}`
	const second = `{"fault":"code-4008","api":"cat_get","percent":100}`
	set := func(rule string) {
		status, body := admin("POST", "/__admin/faults", rule)
		require.Equal(t, 200, status, body)
	}
	set(first)
	assert.Contains(t, call(), `"4013"`)
	set(second)
	assert.Contains(t, call(), `"4008"`, "the first rule has happened as often as it should")
	cases := []struct {
		name, body string
		status     int
		want       string
	}{
		{"another rule", `{"fault":"code-4013","api":"cat_get","times":2}`, 400, "there is no such rule"},
		{"no rule", `{`, 400, "the rule cannot be removed"},
		{"an unknown member", `{"faults":"code-4013"}`, 400, `a rule has no member "faults"; did you mean fault?`},
		{"the second", second, 200, ""},
		{"the second again", second, 400, "there is no such rule"},
	}
	for _, tt := range cases {
		t.Run(tt.name, func(t *testing.T) {
			status, body := admin("DELETE", "/__admin/faults", tt.body)
			assert.Equal(t, tt.status, status)
			assert.Contains(t, body, tt.want)
		})
	}
	assert.Contains(t, rules(), "code-4013")
	assert.NotContains(t, rules(), "code-4008")
	assert.Contains(t, call(), `"0000"`)
	set(second)
	status, _ := admin("DELETE", "/__admin/faults", "")
	assert.Equal(t, 200, status)
	assert.Contains(t, rules(), `"rules": []`)
}
