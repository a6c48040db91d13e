package openplatform

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	platform "github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-json-experiment/json/jsontext"
)

// toyMake is an operation that changes something, with a member of each role.
var toyMake = &platform.Operation{
	Name: "toy.make", Effect: platform.EffectCreate,
	Outcome: platform.Outcome{
		Success: []string{"success", "result.ok"}, Code: []string{"code", "result.code"},
		Message: []string{"note", "errorMessage"},
		Failed:  []string{"result.failures[].reason"}, Proof: []string{"result.orderId", "result.rows[].id", "result.done"},
	},
}

// toyTake is an operation that takes entries of a queue.
var toyTake = &platform.Operation{
	Name: "toy.take", Effect: platform.EffectChange,
	Outcome: platform.Outcome{
		Success: []string{"success"}, Message: []string{"errorMessage"}, Proof: []string{"rows"}, Idle: []string{"rows"},
	},
}

// toyRead is one that reads rows.
var toyRead = &platform.Operation{
	Name: "toy.read", Effect: platform.EffectRead, Payload: []string{"result.rows[]", "result.name"},
	Total:   "result.total",
	Outcome: platform.Outcome{Success: []string{"success"}, Code: []string{"code"}, Message: []string{"errorMessage"}},
}

// verdict returns the error of a body in one line: nothing, a failure with its code and message, or an unknown outcome
// with its reason and what it names.
func verdict(err error) string {
	var failed *Error
	var unknown *UnknownOutcomeError
	switch {
	case err == nil:
		return "success"
	case errors.As(err, &failed):
		return strings.TrimSpace("failure " + strings.TrimSpace(failed.Code+" "+failed.Message))
	case errors.As(err, &unknown):
		return strings.TrimSpace(fmt.Sprintf("unknown: %v %s %s", unknown.Err, strings.Join(unknown.IDs, ","),
			unknown.OrderID))
	}
	return err.Error()
}

const (
	unreadable  = "unknown: the member that reports success cannot be read"
	contradicts = "unknown: the response states a failure, and has what only a success makes"
	tells       = "unknown: the response tells of an error, and not of a failure"
	denies      = "unknown: the response does not confirm that it was done"
	lacksProof  = "unknown: the response states a success, and lacks what a success makes"
	silent      = "unknown: the response says neither that it worked nor that it failed"
)

func TestOutcomeOfChanges(t *testing.T) {
	cases := []struct{ name, body, want string }{
		{"no object", `[1]`, unreadable},
		{"broken", `{"success":tru`, unreadable},
		{"more than one value", `{"success":true}{}`, unreadable},
		{"nothing", `{}`, silent},
		{"members of no role", `{"other":{"success":false}}`, silent},

		{"success", `{"success":true}`, "success"},
		{"success as text", `{"success":"True"}`, "success"},
		{"success as number", `{"success":1}`, "success"},
		{"success below", `{"result":{"ok":true}}`, "success"},
		{"no success", `{"success":false}`, "failure"},
		{"no success as text", `{"success":"false"}`, "failure"},
		{"no success as number", `{"success":0}`, "failure"},
		{"no success below", `{"success":true,"result":{"ok":false}}`, "failure"},
		{"empty success", `{"success":""}`, silent},
		{"null success", `{"success":null}`, silent},
		{"success of another kind", `{"success":{"a":1}}`, unreadable},
		{"success as a list", `{"success":[true]}`, unreadable},
		{"success that is no boolean", `{"success":"maybe"}`, unreadable},
		{"success below a text", `{"success":true,"result":"x"}`, unreadable},

		{"code", `{"code":"E1"}`, "failure E1"},
		{"code as number", `{"code":500}`, "failure 500"},
		{"first code", `{"code":"E1","result":{"code":"E2"}}`, "failure E1"},
		{"code of success", `{"code":"SUCCESS"}`, "success"},
		{"empty code", `{"code":""}`, silent},
		{"code of another kind", `{"code":{"a":1}}`, unreadable},
		{"code as a list", `{"code":["E1"]}`, unreadable},

		{"message of an error", `{"errorMessage":"no stock"}`, tells + ": no stock"},
		{"message for people", `{"note":"hello"}`, silent + ": hello"},
		{"error after another message", `{"note":"hello","errorMessage":"no stock"}`, tells + ": no stock"},
		{"error before another message", `{"errorMessage":"no stock","note":"hello"}`, tells + ": no stock"},
		{"praise in a member for errors", `{"success":true,"errorMessage":"操作成功!"}`, "success"},
		{"code of success in a member for errors", `{"success":true,"errorMessage":"SUCCESS"}`, "success"},
		{"empty message", `{"success":true,"errorMessage":""}`, "success"},
		{"message with a failure", `{"success":false,"code":"E1","errorMessage":"no stock"}`, "failure E1 no stock"},
		{"message as a list", `{"success":true,"errorMessage":["x"]}`, "success"},

		{"failures of a part", `{"success":true,"result":{"failures":[{"reason":"sold out"}]}}`, "failure"},
		{"no failures", `{"success":true,"result":{"failures":[]}}`, "success"},
		{"failures with nothing in them", `{"success":true,"result":{"failures":[{"reason":""}]}}`, "success"},
		{"failures of another kind", `{"success":true,"result":{"failures":"many"}}`, unreadable},

		{"proof", `{"result":{"orderId":"1"}}`, "success"},
		{"proof as a number", `{"result":{"orderId":17}}`, "success"},
		{"proof in rows", `{"result":{"rows":[{"id":"1"},{"id":"2"}]}}`, "success"},
		{"proof in one object for a row", `{"result":{"rows":{"id":"1"}}}`, "success"},
		{"proof in a text with JSON", `{"result":" {\"orderId\":\"1\"}"}`, "success"},
		{"proof of another kind", `{"result":{"rows":"x"}}`, unreadable},
		{"proof and failure", `{"success":false,"result":{"orderId":"7","rows":[{"id":"8"}]}}`, contradicts + " 7,8 7"},
		{"proof and failure, no order", `{"success":false,"result":{"rows":[{"id":"8"}]}}`, contradicts + " 8"},
		{"proof and code", `{"code":"E1","note":"a","result":{"orderId":"7"}}`, contradicts + "; code E1: a 7 7"},
		{"proof and error", `{"errorMessage":"no stock","result":{"orderId":"7"}}`, tells + ": no stock 7 7"},
		{"empty proof and success", `{"success":true,"result":{"orderId":""}}`, lacksProof},
		{"null proof and success", `{"success":true,"result":{"orderId":null}}`, lacksProof},
		{"zero proof and success", `{"success":true,"result":{"orderId":0}}`, lacksProof},
		{"minus zero point zero", `{"success":true,"result":{"orderId":-0.0}}`, lacksProof},
		{"zero as text proves", `{"success":true,"result":{"orderId":"0"}}`, "success"},
		{"empty result and success", `{"success":true,"result":{}}`, lacksProof},
		{"PHP's empty object and success", `{"success":true,"result":[]}`, lacksProof},
		{"no result and success", `{"success":true}`, "success"},
		{"hollow beside a proof", `{"success":true,"result":{"orderId":"","rows":[{"id":"1"}]}}`, "success"},
		{"boolean that proves", `{"result":{"done":true}}`, "success"},
		{"boolean that proves, as text", `{"result":{"done":"true"}}`, "success"},
		{"boolean that denies", `{"success":true,"result":{"done":false}}`, denies},
		{"boolean that denies, as text", `{"result":{"done":"FALSE"}}`, denies},
		{"one digit is an id", `{"result":{"done":"0"}}`, "success"},
		{"denied beside a proof", `{"result":{"done":false,"orderId":"7"}}`, denies + " 7 7"},
		{"denied and then a proof, of booleans", `{"result":{"rows":[{"id":false}],"done":true}}`, denies},
		{"proof and then denied, with a failure", `{"success":false,"result":{"rows":[{"id":true}],"done":false}}`, contradicts},
		{"object as proof", `{"result":{"orderId":{"a":1}}}`, "success"},

		{"error without a place", `{"success":true,"error":"something"}`, tells + ": something"},
		{"refusal without a place", `{"success":true,"error":"Unauthorized"}`, "failure Unauthorized"},
		{"refusal in capitals", `{"error":"NO PERMISSION"}`, "failure NO PERMISSION"},
		{"refusal in Chinese", `{"error":"没有权限"}`, "failure 没有权限"},
		{"praise without a place", `{"success":true,"error":"成功"}`, "success"},
		{"empty error", `{"success":true,"error":""}`, "success"},
		{"success elsewhere", `{"success":true,"isSuccess":true}`, "success"},
		{"no success elsewhere", `{"success":true,"isSuccess":false}`, tells},
		{"no success elsewhere below", `{"success":true,"result":{"isSuccess":"false"}}`, tells},
		{"text elsewhere", `{"success":true,"isSuccess":"maybe"}`, "success"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			err := (&outgoing{op: toyMake}).errorOf(jsontext.Value(c.body))
			assert.Equal(t, c.want, verdict(err))
		})
	}
}

// TestOutcomeOfQueues distinguishes a queue without entries from a response that does not tell.
func TestOutcomeOfQueues(t *testing.T) {
	for _, c := range []struct{ name, body, want string }{
		{"entries", `{"rows":[{"id":1}]}`, "success"},
		{"no entries", `{"rows":[]}`, "success"},
		{"no entries, and success", `{"success":true,"rows":[]}`, "success"},
		{"no list", `{}`, silent},
		{"null", `{"rows":null}`, silent},
		{"an empty object", `{"rows":{}}`, silent},
		{"an empty text", `{"rows":""}`, silent},
		{"no entries, and a failure", `{"success":false,"rows":[]}`, "failure"},
		{"no entries, and an error", `{"rows":[],"errorMessage":"busy"}`, tells + ": busy"},
	} {
		t.Run(c.name, func(t *testing.T) {
			err := (&outgoing{op: toyTake}).errorOf(jsontext.Value(c.body))
			assert.Equal(t, c.want, verdict(err))
		})
	}
}

func TestOutcomeOfReads(t *testing.T) {
	const nothing = "the response has nothing of what was asked for"
	cases := []struct{ name, body, want string }{
		{"rows", `{"result":{"rows":[{"a":1}]}}`, "success"},
		{"one row without a list", `{"result":{"rows":{"a":1}}}`, "success"},
		{"rows of numbers", `{"result":{"rows":[1]}}`, "success"},
		{"no rows", `{"result":{"rows":[]}}`, "failure " + nothing},
		{"a name", `{"result":{"name":"x"}}`, "success"},
		{"an empty name", `{"result":{"name":""}}`, "failure " + nothing},
		{"a null name", `{"result":{"name":null}}`, "failure " + nothing},
		{"an empty list for a name", `{"result":{"name":[]}}`, "success"},
		{"an empty object for a name", `{"result":{"name":{}}}`, "success"},
		{"a name below a text", `{"result":"x"}`, "failure " + nothing},
		{"a total of 0", `{"result":{"total":0}}`, "success"},
		{"a total of 0 as text", `{"result":{"total":"00"}}`, "success"},
		{"a total", `{"result":{"total":7}}`, "failure " + nothing},
		{"an empty total", `{"result":{"total":""}}`, "failure " + nothing},
		{"success alone", `{"success":true}`, "failure " + nothing},
		{"failure", `{"success":false,"code":"E1","errorMessage":"no"}`, "failure E1 no"},
		{"failure with rows", `{"success":false,"result":{"rows":[1]}}`, "failure"},
		{"code beside success and rows", `{"success":true,"code":"E1","result":{"rows":[1]}}`, "success"},
		{"code beside rows", `{"code":"E1","result":{"rows":[1]}}`, "failure E1"},
		{"code beside success", `{"code":"E1","success":true}`, "failure E1"},
		{"error beside rows", `{"errorMessage":"late","result":{"rows":[1]}}`, "success"},
		{"error beside a total of 0", `{"errorMessage":"late","result":{"total":0}}`, "failure late"},
		{"unreadable beside rows", `{"success":"maybe","result":{"rows":[1]}}`, "success"},
		{"no object", `"x"`, "failure " + nothing},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			err := (&outgoing{op: toyRead}).errorOf(jsontext.Value(c.body))
			assert.Equal(t, c.want, verdict(err))
		})
	}
	check := &platform.Operation{Name: "toy.check", Effect: platform.EffectRead, Outcome: toyRead.Outcome}
	for body, want := range map[string]string{
		`{"success":true}`: "success", `{}`: "failure " + nothing, `{"code":"200"}`: "success",
	} {
		assert.Equal(t, want, verdict((&outgoing{op: check}).errorOf(jsontext.Value(body))), "a read without a payload: %s",
			body)
	}
}

func TestOutcomeOfUndescribedOperations(t *testing.T) {
	for body, want := range map[string]string{
		`{}`:                          "success",
		`[1]`:                         "success",
		`{"success":true}`:            "success",
		`{"success":false}`:           "failure",
		`{"error":"late"}`:            "failure late",
		`{"error":"invalid token"}`:   "failure invalid token",
		`{"result":{"success":0}}`:    "failure",
		`{"result":{"success":"no"}}`: "success",
	} {
		op := &platform.Operation{Name: "toy.other", Effect: platform.EffectChange}
		assert.Equal(t, want, verdict((&outgoing{op: op}).errorOfUndescribed(jsontext.Value(body))), body)
	}
}

// TestUnknownOutcomeNamesTheOrder takes the order from the response first, and from the arguments otherwise.
func TestUnknownOutcomeNamesTheOrder(t *testing.T) {
	cases := []struct{ args, body, order, out string }{
		{`{"orderId":5}`, `{}`, "5", ""},
		{`{"tradeID":"6"}`, `{}`, "6", ""},
		{`{"tradeID":"6","orderId":5}`, `{}`, "5", ""},
		{`{"param":{"orderId":5,"outOrderId":"mine"}}`, `{}`, "5", "mine"},
		{`{"param":{"orderId":5},"more":1}`, `{}`, "", ""},
		{`{"outOrderId":""}`, `{}`, "", ""},
		{`{"orderId":5}`, `{"success":false,"result":{"orderId":7}}`, "7", ""},
		{`{"orderId":5}`, `{"success":false,"result":{"rows":[{"id":7}]}}`, "5", ""},
	}
	for _, c := range cases {
		out, err := newOutgoing(toyMake, jsontext.Value(c.args))
		require.NoError(t, err)
		var unknown *UnknownOutcomeError
		require.ErrorAs(t, out.errorOf(jsontext.Value(c.body)), &unknown)
		assert.Equal(t, []string{c.order, c.out}, []string{unknown.OrderID, unknown.OutOrderID}, "%s %s", c.args, c.body)
		assert.Equal(t, c.body, string(unknown.Raw))
	}
}
