package mock

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"

	platform "github.com/go-ali1688/ali1688/generated/openplatform"
	"github.com/go-ali1688/ali1688/internal/nearest"
)

// FaultRule says when a fault happens. The zero value of a field does not restrict it.
type FaultRule struct {
	Fault string `json:"fault"` // the name of the fault
	// API is an operation of the gateway, such as item_get, or of the open platform, such as alibaba.trade.cancel,
	// with its namespace before it or not. A rule for custom fits every call of custom.
	API     string `json:"api,omitempty"`
	Via     Via    `json:"via,omitempty"`     // how a call of the open platform comes
	Times   int    `json:"times,omitempty"`   // how often it happens, from the first call on
	Percent int    `json:"percent,omitempty"` // of the calls, picked by the seed and the number of the call
}

// Via is how a call reaches the open platform.
type Via string

// The ways to the open platform. The zero value is either.
const (
	ViaDirect Via = "direct" // at /openapi/…
	ViaCustom Via = "custom" // through the gateway's operation custom
)

// fits reports whether a call is one that the rule is about.
func (rule *FaultRule) fits(c *call) bool {
	if rule.Via != "" && (c.platformAPI() == "" || c.onPlatform != (rule.Via == ViaDirect)) {
		return false
	}
	api := shortName(rule.API)
	return api == "" || api == c.api || api == c.platformAPI()
}

// platformAPI is the operation of the open platform that the call is for, directly or through custom, or "".
func (c *call) platformAPI() string {
	if c.request == nil || c.request.op == nil {
		return ""
	}
	return c.request.op.Name
}

// misplaced says why the fault cannot be the response to a call, and is "" if it can.
func (f *Fault) misplaced(c *call) string {
	switch {
	case f.Owner == OwnerGateway && c.onPlatform:
		return f.Name + " is a fault of the gateway, and the call was sent to the open platform"
	case f.Owner == OwnerPlatform && c.platformAPI() == "":
		return f.Name + " is a fault of the open platform, and the call is not one of its operations"
	}
	return ""
}

// shortName is the name of an operation without its namespace.
func shortName(api string) string { return api[strings.LastIndexByte(api, '/')+1:] }

// checkFaults refuses rules that could never fit.
func (c *config) checkFaults() error {
	for _, rule := range c.faults {
		if err := rule.check(c.own); err != nil {
			return fmt.Errorf("mock: %w", err)
		}
	}
	return nil
}

// check returns an error for a rule that could never fit, or that fits other calls than its author means.
func (rule *FaultRule) check(own *own) error {
	fault, err := faultNamed(rule.Fault)
	if err != nil {
		return err
	}
	onPlatform, err := rule.findAPI(own)
	switch {
	case err != nil:
		return err
	case rule.Via != "" && rule.Via != ViaDirect && rule.Via != ViaCustom:
		return fmt.Errorf("via must be direct or custom, got %q", rule.Via)
	case rule.Via != "" && rule.API != "" && !onPlatform:
		return fmt.Errorf("via is for operations of the open platform, and %s is one of the gateway", rule.API)
	case fault.Owner == OwnerGateway && onPlatform && rule.Via != ViaCustom:
		return fmt.Errorf("%s is a fault of the gateway, and %s is called directly, too: set via to custom, or take one of the open platform",
			fault.Name, rule.API)
	case fault.Owner == OwnerGateway && rule.Via == ViaDirect:
		return fmt.Errorf("%s is a fault of the gateway, which a direct call does not reach", fault.Name)
	case fault.Owner == OwnerPlatform && rule.API != "" && !onPlatform && rule.API != "custom":
		return fmt.Errorf("%s is a fault of the open platform, and %s is an operation of the gateway", fault.Name, rule.API)
	case rule.Times < 0 || rule.Percent < 0 || rule.Percent > 100:
		return fmt.Errorf("fault %s: times must not be negative, and percent from 0 to 100", rule.Fault)
	}
	return nil
}

// findAPI reports whether the operation is one of the open platform. An unknown one is an error with the nearest name.
func (rule *FaultRule) findAPI(own *own) (onPlatform bool, err error) {
	names := operationNames()
	if rule.API == "" || slices.Contains(names, rule.API) || own.has(rule.API) {
		return false, nil
	}
	if op := findOperation(shortName(rule.API)); op != nil && (op.Name == rule.API || op.API() == rule.API) {
		return true, nil
	}
	for _, op := range platform.Operations {
		names = append(names, op.Name)
	}
	return false, errors.New("there is no operation " + printable(rule.API) + didYouMean(nearest.To(shortName(rule.API), names)))
}

// faultNamed returns the fault of that name.
func faultNamed(name string) (*Fault, error) {
	var names []string
	for i := range catalogue {
		if catalogue[i].Name == name {
			return &catalogue[i], nil
		}
		names = append(names, catalogue[i].Name)
	}
	return nil, fmt.Errorf("there is no fault %q%s", printable(name), didYouMean(nearest.To(name, names)))
}

// ruleMembers are the members of a rule in JSON.
var ruleMembers = map[string]bool{"fault": true, "api": true, "via": true, "times": true, "percent": true}

// readRule reads a rule and refuses an unknown member.
func readRule(from io.Reader) (FaultRule, error) {
	var rule FaultRule
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
			return rule, fmt.Errorf("a rule has no member %q%s", printable(name), cmp.Or(didYouMean(nearest.To(name, names)), "; it has "+strings.Join(names, ", ")))
		}
	}
	return rule, json.Unmarshal(text, &rule)
}

// ParseFaultRule reads a rule as the flag --fault has it: the name of the fault, and members behind commas, such as
// code-4013,api=item_get,times=2.
func ParseFaultRule(text string) (FaultRule, error) {
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
				return FaultRule{}, fmt.Errorf("%s must be a number, got %q", member, value)
			}
			members[member] = n
		}
	}
	encoded, err := json.Marshal(members)
	if err != nil {
		return FaultRule{}, err
	}
	return readRule(bytes.NewReader(encoded))
}

// addFault sets a rule.
func (h *Handler) addFault(w http.ResponseWriter, r *http.Request) {
	rule, err := readRule(http.MaxBytesReader(w, r.Body, 1<<16))
	if err == nil {
		err = rule.check(h.server.own)
	}
	if err != nil {
		http.Error(w, "the rule cannot be set: "+err.Error(), http.StatusBadRequest)
		return
	}
	h.server.plan.set(append(h.server.plan.list(), rule))
}
