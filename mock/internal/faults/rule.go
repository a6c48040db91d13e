package faults

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/go-ali1688/ali1688/mock/internal/exchange"

	platform "github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/internal/plain"
	"github.com/go-ali1688/ali1688/internal/suggest"
)

// Rule states when a fault is injected. The zero value of a field does not restrict it.
type Rule struct {
	Fault string `json:"fault"` // the name of the fault
	// API is an operation of the gateway, such as item_get, or of the open platform, such as alibaba.trade.cancel,
	// with its namespace before it or not. A rule for custom fits every call of custom. For a fault of messages it is a
	// topic, such as ORDER_BUYER_VIEW_ORDER_PAY.
	API     string `json:"api,omitempty"`
	Via     Via    `json:"via,omitempty"`     // how a call of the open platform comes
	Times   int    `json:"times,omitempty"`   // how often it happens, from the first call on
	Percent int    `json:"percent,omitempty"` // of the calls, picked by the seed and the number of the call
}

// Via is how a request reaches the open platform.
type Via string

// The ways to the open platform. The zero value is either.
const (
	ViaDirect Via = "direct" // at /openapi/…
	ViaCustom Via = "custom" // through the gateway's operation custom
)

// appliesTo reports whether the rule applies to a request.
func (rule *Rule) appliesTo(c *exchange.Call) bool {
	if rule.Via != "" && (c.PlatformAPI() == "" || c.OnPlatform != (rule.Via == ViaDirect)) {
		return false
	}
	api := exchange.ShortName(rule.API)
	return api == "" || api == c.API || api == c.PlatformAPI()
}

// ownerMismatch returns why the fault cannot be the response to a request, or "".
func (f *Fault) ownerMismatch(c *exchange.Call) string {
	switch {
	case f.Owner == OwnerPush:
		return f.Name + " is a fault of messages, which no request has: set a rule"
	case f.Owner == OwnerGateway && c.OnPlatform:
		return f.Name + " is a fault of the gateway, and the call was sent to the open platform"
	case f.Owner == OwnerPlatform && c.PlatformAPI() == "":
		return f.Name + " is a fault of the open platform, and the call is not one of its operations"
	}
	return ""
}

// check returns an error for a rule that could never fit, or that fits other calls than its author means.
func (rule *Rule) check(isOwn func(api string) bool) error {
	fault, err := findFault(rule.Fault)
	if err != nil {
		return err
	}
	if fault.Owner == OwnerPush {
		return rule.checkPush()
	}
	onPlatform, err := rule.findAPI(isOwn)
	switch {
	case err != nil:
		return err
	case rule.Via != "" && rule.Via != ViaDirect && rule.Via != ViaCustom:
		return fmt.Errorf("via must be direct or custom, got %q", rule.Via)
	case rule.Via != "" && rule.API != "" && !onPlatform:
		return fmt.Errorf("via is for operations of the open platform, and %s is one of the gateway", rule.API)
	case fault.Owner == OwnerGateway && onPlatform && rule.Via != ViaCustom:
		return fmt.Errorf(
			"%s is a fault of the gateway, and %s is called directly, too: set via to custom, or take one of the open platform",
			fault.Name, rule.API)
	case fault.Owner == OwnerGateway && rule.Via == ViaDirect:
		return fmt.Errorf("%s is a fault of the gateway, which a direct call does not reach", fault.Name)
	case fault.Owner == OwnerPlatform && rule.API != "" && !onPlatform && rule.API != "custom":
		return fmt.Errorf("%s is a fault of the open platform, and %s is an operation of the gateway", fault.Name, rule.API)
	}
	return rule.checkNumbers()
}

func (rule *Rule) checkNumbers() error {
	if rule.Times < 0 || rule.Percent < 0 || rule.Percent > 100 {
		return fmt.Errorf("fault %s: times must not be negative, and percent from 0 to 100", rule.Fault)
	}
	return nil
}

// findAPI reports whether the operation is one of the open platform. An unknown one is an error with the nearest name.
func (rule *Rule) findAPI(isOwn func(api string) bool) (onPlatform bool, err error) {
	names := exchange.OperationNames()
	if rule.API == "" || slices.Contains(names, rule.API) || isOwn(rule.API) {
		return false, nil
	}
	if op := exchange.FindOperation(exchange.ShortName(rule.API)); op != nil &&
		(op.Name == rule.API || op.API() == rule.API) {
		return true, nil
	}
	for _, op := range platform.Operations {
		names = append(names, op.Name)
	}
	names = append(names, plain.Names()...)
	return false, errors.New("there is no operation " + exchange.Printable(rule.API) +
		exchange.DidYouMean(suggest.To(exchange.ShortName(rule.API), names)))
}

// findFault returns the fault of that name.
func findFault(name string) (*Fault, error) {
	var names []string
	for i := range catalogue {
		if catalogue[i].Name == name {
			return &catalogue[i], nil
		}
		names = append(names, catalogue[i].Name)
	}
	near := cmp.Or(exchange.DidYouMean(suggest.To(name, names)), "; ali1688 mock --list-faults and mock.Faults list them")
	return nil, fmt.Errorf("there is no fault %q%s", exchange.Printable(name), near)
}

// ruleMembers are the members of a rule in JSON.
var ruleMembers = map[string]bool{"fault": true, "api": true, "via": true, "times": true, "percent": true}

// readRule reads a rule and refuses an unknown member.
func readRule(from io.Reader) (Rule, error) {
	var rule Rule
	var members map[string]json.RawMessage
	text, err := io.ReadAll(from)
	if err == nil {
		err = json.Unmarshal(text, &members)
	}
	if err != nil {
		return rule, err
	}
	names := slices.Sorted(maps.Keys(ruleMembers))
	for _, name := range slices.Sorted(maps.Keys(members)) {
		if !ruleMembers[name] {
			return rule, fmt.Errorf("a rule has no member %q%s", exchange.Printable(name),
				cmp.Or(exchange.DidYouMean(suggest.To(name, names)), "; it has "+strings.Join(names, ", ")))
		}
	}
	err = json.Unmarshal(text, &rule)
	return rule, err
}

// ParseRule parses a rule in the syntax of the flag --fault: the name of the fault, and members behind commas, such as
// code-4013,api=item_get,times=2.
func ParseRule(text string) (Rule, error) {
	name, rest, _ := strings.Cut(text, ",")
	members := map[string]any{"fault": name}
	for part := range strings.SplitSeq(rest, ",") {
		member, value, _ := strings.Cut(part, "=")
		if part == "" {
			continue
		}
		members[member] = value
		if member == "times" || member == "percent" {
			n, err := strconv.Atoi(value)
			if err != nil {
				return Rule{}, fmt.Errorf("%s must be a number, got %q", member, value)
			}
			members[member] = n
		}
	}
	encoded, err := json.Marshal(members)
	if err != nil {
		return Rule{}, err
	}
	return readRule(bytes.NewReader(encoded))
}
