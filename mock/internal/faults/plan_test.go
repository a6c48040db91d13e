package faults

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/mock/internal/exchange"
	"github.com/go-ali1688/ali1688/push"
)

// faultOf returns the fault of the request with this number, or "".
func (s *trial) faultOf(number uint64) string {
	fault := s.Plan.nextFault(&exchange.Call{Number: number, API: "item_get"}, s.Seed)
	if fault != nil {
		return fault.Name
	}
	return ""
}

// TestCounts injects each fault as often as its rule says, the first rule that applies before the others.
func TestCounts(t *testing.T) {
	cases := []struct {
		name  string
		rules []Rule
		want  string // of six requests, the first letters of the faults
	}{
		{"none", nil, "------"},
		{"always", []Rule{{Fault: BOM}}, "bbbbbb"},
		{"once", []Rule{{Fault: BOM, Times: 1}}, "b-----"},
		{"twice", []Rule{{Fault: BOM, Times: 2}}, "bb----"},
		{"one after the other", []Rule{{Fault: BOM, Times: 2}, {Fault: GBK, Times: 1}}, "bbg---"},
		{"the first that applies", []Rule{{Fault: BOM, API: "item_search"}, {Fault: GBK, Times: 1}, {Fault: Reset}},
			"grrrrr"},
		{"the same twice", []Rule{{Fault: BOM, Times: 1}, {Fault: BOM, Times: 1}}, "bb----"},
		{"a fault of messages", []Rule{{Fault: PushLost}, {Fault: BOM, Times: 1}}, "b-----"},
	}
	for _, tt := range cases {
		t.Run(tt.name, func(t *testing.T) {
			s, got := newTrial(0, tt.rules...), ""
			for number := range uint64(6) {
				got += (s.faultOf(number+1) + "-")[:1]
			}
			assert.Equal(t, tt.want, got)
		})
	}
}

// TestShares picks requests by the seed and their numbers: the same ones every time, about as many as asked for, and
// all of those of a smaller share.
func TestShares(t *testing.T) {
	pattern := func(seed uint64, rule Rule) string {
		s := newTrial(0, rule)
		s.Seed = seed
		got := strings.Builder{}
		for number := range uint64(1000) {
			got.WriteString((s.faultOf(number) + "-")[:1])
		}
		return got.String()
	}
	assert.Equal(t, "b------b-b-b-b-bb---bb------b-", pattern(7, Rule{Fault: BOM, Percent: 30})[:30])
	last := pattern(7, Rule{Fault: BOM, Percent: 1})
	for _, percent := range []int{10, 50, 90, 99, 100} {
		got := pattern(7, Rule{Fault: BOM, Percent: percent})
		assert.InDelta(t, 10*percent, strings.Count(got, "b"), 50)
		for i := range last {
			assert.False(t, last[i] == 'b' && got[i] != 'b', "request %d at %d percent", i, percent)
		}
		last = got
	}
	assert.NotContains(t, last, "-", "a hundred percent are all")
	assert.NotEqual(t, pattern(7, Rule{Fault: BOM, Percent: 50}), pattern(8, Rule{Fault: BOM, Percent: 50}))
	assert.Equal(t, 3, strings.Count(pattern(7, Rule{Fault: BOM, Percent: 50, Times: 3}), "b"))
}

// TestPreferences injects what a request asks for in place of what the rules say, and refuses what it cannot have.
func TestPreferences(t *testing.T) {
	cases := []struct {
		prefer, want string // the fault, or a part of the refusal
	}{
		{"", BOM}, {"fault=gbk", GBK}, {"fault=stub; wait=1", Stub}, {"code=4013", "code-4013"}, {"respond-async", BOM},
		{"wait=1, code=2000", "code-2000"},
		{"fault=gbkk", `there is no fault "gbkk"; did you mean gbk?`},
		{"code=1", `there is no fault "code-1"`},
		{"fault=xyzzy", "; ali1688 mock --list-faults and mock.Faults list them"},
		{"fault=push-lost", "push-lost is a fault of messages, which no request has: set a rule"},
		{"fault=silence", "silence is a fault of the open platform, and the call is not one of its operations"},
	}
	for _, tt := range cases {
		w := httptest.NewRecorder()
		c := newTrial(0, Rule{Fault: BOM}).send(w, "/1688/item_get/?key=k", func(r *http.Request) {
			r.Header.Set("Prefer", tt.prefer)
		})
		if tt.want == c.Fault {
			continue
		}
		assert.Empty(t, c.Fault, tt.prefer)
		assert.Contains(t, w.Body.String(), strings.ReplaceAll(tt.want, `"`, `\"`), tt.prefer)
	}
}

// TestEdits adds and removes rules. How often the others happened stays.
func TestEdits(t *testing.T) {
	one, two, three := Rule{Fault: BOM, Times: 2}, Rule{Fault: GBK, Times: 1}, Rule{Fault: Reset}
	s := newTrial(0, one)
	require.Equal(t, BOM, s.faultOf(1))
	require.NoError(t, s.AddRule(strings.NewReader(`{"fault":"gbk","times":1}`)))
	require.NoError(t, s.AddRule(strings.NewReader(`{"fault":"reset"}`)))
	assert.Equal(t, []Rule{one, two, three}, s.Plan.list())
	assert.Equal(t, []RuleState{{one, 1}, {two, 0}, {three, 0}}, s.Plan.State())
	require.EqualError(t, s.RemoveRules(strings.NewReader(`{"fault":"gbk"}`)), "there is no such rule")
	require.NoError(t, s.RemoveRules(strings.NewReader(`{"fault":"gbk","times":1}`)))
	assert.Equal(t, []RuleState{{one, 1}, {three, 0}}, s.Plan.State())
	assert.Equal(t, []string{BOM, Reset, Reset}, []string{s.faultOf(2), s.faultOf(3), s.faultOf(4)})
	assert.Equal(t, []RuleState{{one, 2}, {three, 2}}, s.Plan.State())
	require.NoError(t, s.RemoveRules(strings.NewReader(" \n")))
	assert.Empty(t, s.Plan.list())
	assert.Equal(t, []Rule{}, s.Describe().(map[string]any)["rules"], "a list without rules is no null")

	require.NoError(t, s.SetRules([]Rule{one, two}))
	require.ErrorContains(t, s.SetRules([]Rule{three, {Fault: "x"}}), `there is no fault "x"`)
	assert.Equal(t, []Rule{one, two}, s.Plan.list(), "nothing has changed")
	for text, want := range map[string]string{`{"fault":"x"}`: `there is no fault "x"`, `{`: "unexpected end of JSON",
		`{"fault":1}`: "cannot unmarshal number", `{"fault":"bom","x":1}`: `a rule has no member "x"`} {
		require.ErrorContains(t, s.AddRule(strings.NewReader(text)), want)
	}
	require.ErrorContains(t, s.RemoveRules(strings.NewReader(`{`)), "unexpected end of JSON")
	broken := iotest.ErrReader(errors.New("broken"))
	require.EqualError(t, s.AddRule(broken), "broken")
	require.EqualError(t, s.RemoveRules(broken), "broken")
	assert.Equal(t, []Rule{one, two}, s.Plan.list())
}

// TestStates keeps rules with their counts, and refuses saved rules that could never fit.
func TestStates(t *testing.T) {
	saved := []RuleState{{Rule{Fault: BOM, Times: 2}, 1}, {Rule{Fault: GBK}, 5}}
	s := newTrial(0, Rule{Fault: Reset})
	require.NoError(t, s.CheckStates(saved))
	s.Plan.Load(saved)
	assert.Equal(t, saved, s.Plan.State())
	assert.Equal(t, []string{BOM, GBK}, []string{s.faultOf(1), s.faultOf(2)})
	s.Plan.Load(nil)
	assert.Empty(t, s.Plan.State())
	require.ErrorContains(t, s.CheckStates([]RuleState{saved[0], {Rule{Fault: "bomm"}, 1}}),
		`mock: there is no fault "bomm"`)
	assert.ErrorContains(t, Check([]Rule{{Fault: BOM}, {Fault: "bomm"}}, s.isOwn), `mock: there is no fault "bomm"`)
	require.NoError(t, Check([]Rule{{Fault: BOM}, {Fault: BOM, API: "own_get"}}, s.isOwn))
	assert.ErrorContains(t, Check([]Rule{{Fault: BOM, API: "other_get"}}, s.isOwn), "there is no operation other_get")
}

// TestMessages picks the attempts to send messages that go wrong, by topic, by count and by share.
func TestMessages(t *testing.T) {
	const paid, made = push.TopicOrderBuyerViewOrderPay, push.TopicOrderBuyerViewBuyerMake
	s := newTrial(0, Rule{Fault: BOM}, Rule{Fault: PushLost, API: paid, Times: 1}, Rule{Fault: PushTwice, Times: 2})
	var got []string
	for i, topic := range []string{made, paid, paid, made} {
		got = append(got, s.PushFault(topic, uint64(i+1)))
	}
	assert.Equal(t, []string{PushTwice, PushLost, PushTwice, ""}, got)
	rules := s.Plan.State()
	assert.Equal(t, []int{0, 1, 2}, []int{rules[0].Done, rules[1].Done, rules[2].Done})

	s, pattern := newTrial(0, Rule{Fault: PushLost, Percent: 30}), ""
	for number := range uint64(30) {
		pattern += (s.PushFault(made, number) + "-")[:1]
	}
	assert.Equal(t, "p------p-p-p-p-pp---pp------p-", pattern, "as the requests of the same numbers")

	for _, tt := range []struct {
		rule Rule
		want string
	}{
		{Rule{Fault: PushLost, API: paid, Times: 3, Percent: 100}, ""},
		{Rule{Fault: PushLost, Via: ViaDirect}, "push-lost is a fault of messages, to which via does not apply"},
		{Rule{Fault: PushLost, API: paid + "X"}, "there is no topic " + paid + "X; did you mean " + paid + "?"},
		{Rule{Fault: PushLost, API: "item_get"}, "there is no topic item_get"},
		{Rule{Fault: PushLost, Percent: 101}, "fault push-lost: times must not be negative, and percent from 0 to 100"},
		{Rule{Fault: PushLost, Times: -1}, "fault push-lost: times must not be negative, and percent from 0 to 100"},
	} {
		err := tt.rule.check(s.isOwn)
		if tt.want == "" {
			require.NoError(t, err)
			continue
		}
		assert.ErrorContains(t, err, tt.want)
	}
	for _, f := range All() {
		if f.Owner == OwnerPush {
			assert.Nil(t, f.apply, "package pushes makes %s", f.Name)
			assert.NotEmpty(t, f.Summary)
		}
	}
}

// TestWhereRulesApply compares rules with requests to the gateway, to custom and to the open platform.
func TestWhereRulesApply(t *testing.T) {
	cancel := platform.Find("alibaba.trade.cancel")
	request := &exchange.PlatformRequest{Operation: cancel}
	direct := &exchange.Call{API: cancel.Name, OnPlatform: true, PlatformRequest: request}
	custom := &exchange.Call{API: "custom", PlatformRequest: request}
	item := &exchange.Call{API: "item_get"}
	lost := &exchange.Call{OnPlatform: true}
	for _, tt := range []struct {
		rule Rule
		want string // letters of the calls that it applies to
	}{
		{Rule{}, "dcil"}, {Rule{API: "item_get"}, "i"}, {Rule{API: "custom"}, "c"}, {Rule{API: cancel.Name}, "dc"},
		{Rule{API: "com.alibaba.trade/" + cancel.Name}, "dc"}, {Rule{Via: ViaDirect}, "d"}, {Rule{Via: ViaCustom}, "c"},
		{Rule{API: cancel.Name, Via: ViaCustom}, "c"}, {Rule{API: "custom", Via: ViaDirect}, ""},
	} {
		got := ""
		for i, c := range []*exchange.Call{direct, custom, item, lost} {
			if tt.rule.appliesTo(c) {
				got += "dcil"[i : i+1]
			}
		}
		assert.Equal(t, tt.want, got, "%+v", tt.rule)
	}
}

// TestParseRule reads rules in the syntax of the flag.
func TestParseRule(t *testing.T) {
	for text, want := range map[string]Rule{
		"bom":                          {Fault: "bom"},
		"bom,":                         {Fault: "bom"},
		"bom,api=item_get,times=2":     {Fault: "bom", API: "item_get", Times: 2},
		"bom,percent=30,,via=custom":   {Fault: "bom", Percent: 30, Via: ViaCustom},
		"code-gw.QosAppFrequencyLimit": {Fault: "code-gw.QosAppFrequencyLimit"},
		"bom,api=a=b":                  {Fault: "bom", API: "a=b"},
		"":                             {},
	} {
		got, err := ParseRule(text)
		require.NoError(t, err, text)
		assert.Equal(t, want, got, text)
	}
	for text, want := range map[string]string{
		"bom,times=x":   `times must be a number, got "x"`,
		"bom,percent=":  `percent must be a number, got ""`,
		"bom,tmes=1":    `a rule has no member "tmes"; did you mean times?`,
		"bom,xyzzy=1":   `a rule has no member "xyzzy"; it has api, fault, percent, times, via`,
		"bom,times=1.5": `times must be a number, got "1.5"`,
	} {
		got, err := ParseRule(text)
		require.EqualError(t, err, want)
		assert.Equal(t, Rule{}, got, text)
	}
}
