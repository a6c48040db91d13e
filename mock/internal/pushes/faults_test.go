package pushes_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/mock/internal/faults"
	"github.com/go-ali1688/ali1688/mock/internal/pushes"
	"github.com/go-ali1688/ali1688/mock/orders"
	"github.com/go-ali1688/ali1688/push"
)

// each returns the faults of the attempts in turn, and no fault afterwards.
func each(names ...string) func(string, uint64) string {
	return func(_ string, number uint64) string {
		if number > uint64(len(names)) {
			return ""
		}
		return names[number-1]
	}
}

// TestFaultsOfAttempts makes three messages of which the first attempts have faults, and looks at when they arrive.
func TestFaultsOfAttempts(t *testing.T) {
	const late, order, twice, lost = faults.PushLate, faults.PushOutOfOrder, faults.PushTwice, faults.PushLost
	for _, tt := range []struct {
		name     string
		faults   []string
		statuses []int
		want     string
		left     []int64
	}{
		{"none", nil, nil, "0s:1 0s:2 0s:3", []int64{}},
		{"the first is late", []string{late}, nil, "0s:2 0s:3 2s:1", []int64{}},
		{"the last is late", []string{"", "", late}, nil, "0s:1 0s:2 2s:3", []int64{}},
		{"late only once", []string{late, "", "", late}, nil, "0s:2 0s:3 2s:1", []int64{}},
		{"late, then refused", []string{late, "", "", ""}, []int{200, 200, 500}, "0s:2 0s:3 2s:1 7s:1", []int64{}},
		{"late, then lost", []string{late, "", "", lost}, nil, "0s:2 0s:3", []int64{1}},
		{"the first after the next", []string{order}, nil, "0s:2 0s:1 0s:3", []int64{}},
		{"two after the next", []string{order, order}, nil, "0s:3 0s:1 0s:2", []int64{}},
		{"the last after none", []string{"", "", order}, nil, "0s:1 0s:2 2s:3", []int64{}},
		{"after one that is late", []string{order, late}, nil, "0s:3 0s:1 2s:2", []int64{}},
		{"twice", []string{"", twice}, nil, "0s:1 0s:2 0s:2 0s:3", []int64{}},
		{"twice and refused", []string{twice}, []int{500, 500}, "0s:1 0s:1 0s:2 0s:3 5s:1", []int64{}},
		{"twice and refused once", []string{twice}, []int{500, 200}, "0s:1 0s:1 0s:2 0s:3", []int64{}},
		{"lost", []string{"", lost}, nil, "0s:1 0s:3", []int64{2}},
		{"lost at the second attempt", []string{"", "", "", lost}, []int{500}, "0s:1 0s:2 0s:3", []int64{1}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				r := &receiver{statuses: tt.statuses}
				s := sending(t, r, pushes.Options{Fault: each(tt.faults...), Slowness: 2 * time.Second})
				st := pushes.State{}
				for i := range int64(3) {
					st.Waiting = append(st.Waiting,
						pushes.Message{ID: first + i, Topic: topicPay, Born: born, Contents: jsontext.Value(`{}`)})
				}
				s.Load(st) // all at once, so that none is sent before the others are there
				settled(t, s)
				assert.Equal(t, tt.want, r.arrived())
				assert.Equal(t, tt.left, idsOf(s.State().Waiting))
			})
		})
	}
}

// TestFaultsOfMessages compares the form of a spoiled message with the one that was meant.
func TestFaultsOfMessages(t *testing.T) {
	const (
		start = `{"msgId":60000000001,"type":"ORDER_BATCH_PAY","userInfo":"b2b-1","data":`
		end   = `,"gmtBorn":1723167864904,"bizKey":"k7"}`
		text  = start + `{"orderId":"7"}` + end
	)
	for _, tt := range []struct {
		fault, want string
		err         error
	}{
		{"", text, nil},
		{faults.PushReplayed, strings.Replace(text, "1723167864904", "1691545464904", 1), nil}, // 2023-08-09
		{faults.PushUnsigned, text, push.ErrUnsigned},
		{faults.PushForged, start + `{"orderId":"7","forged":true}` + end, push.ErrForged},
		{faults.PushWrongKey, text, push.ErrSignedWithKey},
		{faults.PushTruncated, text[:len(text)/2], push.ErrForged},
		{faults.PushOversized, strings.TrimSuffix(text, "}") + `,"extraInfo":"` + strings.Repeat("0", 2<<20) + `"}`, nil},
	} {
		t.Run(tt.fault, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				r := &receiver{}
				s := sending(t, r, pushes.Options{Fault: each(tt.fault)})
				s.Add(paid("7"))
				settled(t, s)
				require.Len(t, r.forms, 1)
				assert.True(t, tt.want == r.forms[0].Get("message"), "got %.300s", r.forms[0].Get("message"))
				_, err := push.Verify(r.forms[0], appKey, secret)
				assert.ErrorIs(t, err, tt.err)
				assert.NotEqual(t, tt.fault == faults.PushUnsigned, r.forms[0].Has("_aop_signature"))
			})
		})
	}
}

// TestFaultsOfAnyContents forges a message without contents into one that is JSON, and cuts no character in two.
func TestFaultsOfAnyContents(t *testing.T) {
	for _, tt := range []struct {
		name, fault string
		contents    any
		want        string
	}{
		{"empty contents", faults.PushForged, struct{}{}, `"data":{"forged":true},"gmtBorn"`},
		{"a member of that name", faults.PushForged, map[string]string{"data": "x", "a": `"data":{`},
			`"data":{"a":"\"data\":{","data":"x","forged":true},"gmtBorn"`},
		{"Chinese", faults.PushTruncated, map[string]string{"a": "中中中中中中中中中中中中中中中中中中中中中中中中中中中中中中"}, `"a":"中`},
	} {
		for shift := range 3 {
			synctest.Test(t, func(t *testing.T) {
				r := &receiver{}
				s := sending(t, r, pushes.Options{Fault: each(tt.fault), Attempts: 1})
				s.Add(orders.Message{Topic: topicPay, Member: strings.Repeat("b", shift), At: born, Contents: tt.contents})
				settled(t, s)
				require.Len(t, r.forms, 1)
				assert.Contains(t, r.forms[0].Get("message"), tt.want, tt.name)
				assert.NotContains(t, fmt.Sprintf("%q", r.forms[0].Get("message")), `\x`, tt.name)
			})
		}
	}
}

// TestFaultIsAsked with the topic and the number of each attempt, of which repetitions count.
func TestFaultIsAsked(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var asked []string
		s := sending(t, &receiver{statuses: []int{500}}, pushes.Options{Fault: func(topic string, number uint64) string {
			asked = append(asked, fmt.Sprintf("%s %d", topic, number))
			return ""
		}})
		s.Add(paid("7"))
		s.Add(orders.Message{Topic: "ANY", At: born, Contents: struct{}{}})
		settled(t, s)
		assert.Equal(t, []string{"ORDER_BATCH_PAY 1", "ANY 2", "ORDER_BATCH_PAY 3"}, asked)
	})
}
