package mock

import (
	"time"

	"github.com/go-ali1688/ali1688/mock/internal/faults"
)

// Fault is one way in which a request is known to go wrong.
type Fault = faults.Fault

// FaultRule says when a fault is injected. The zero value of a field does not restrict it.
type FaultRule = faults.Rule

// Owner is the API that responds with a fault. The mock never responds with a fault of one API in place of the other.
type Owner = faults.Owner

// The owners of faults.
const (
	OwnerAnyone   = faults.OwnerAnyone   // connections, proxies and changed JSON: either API
	OwnerGateway  = faults.OwnerGateway  // every request to the gateway, those to custom among them
	OwnerPlatform = faults.OwnerPlatform // every request to the open platform, direct or through custom
	OwnerPush     = faults.OwnerPush     // messages that the mock sends, and no request
)

// Via is how a request reaches the open platform.
type Via = faults.Via

// The ways to the open platform. The zero value is either.
const (
	ViaDirect = faults.ViaDirect // at /openapi/…
	ViaCustom = faults.ViaCustom // through the gateway's operation custom
)

// The names of the faults that are not error codes. [Faults] has their summaries.
const (
	FaultAPIInit           = faults.APIInit
	FaultQuota4005         = faults.Quota4005
	FaultNotFoundAtFirst   = faults.NotFoundAtFirst
	FaultStub              = faults.Stub
	FaultDataErrorWithData = faults.DataErrorWithData
	FaultOldSuccess        = faults.OldSuccess
	FaultNumberCode        = faults.NumberCode
	FaultStaleCache        = faults.StaleCache
	FaultWrongItem         = faults.WrongItem
	FaultTranslationFailed = faults.TranslationFailed
	FaultEmptyListForMap   = faults.EmptyListForMap
	FaultObjectForList     = faults.ObjectForList
	FaultNumbersAsText     = faults.NumbersAsText
	FaultTextAsNumbers     = faults.TextAsNumbers
	FaultHTML502           = faults.HTML502
	FaultHTML503           = faults.HTML503
	FaultHTML200           = faults.HTML200
	FaultTextHTML          = faults.TextHTML
	FaultEmptyBody         = faults.EmptyBody
	FaultBOM               = faults.BOM
	FaultPHPNotice         = faults.PHPNotice
	FaultPHPNoticeAfter    = faults.PHPNoticeAfter
	FaultGBK               = faults.GBK
	FaultGBKRefusal        = faults.GBKRefusal
	FaultTruncated         = faults.Truncated
	FaultBrokenOff         = faults.BrokenOff
	FaultReset             = faults.Reset
	FaultSlowHeaders       = faults.SlowHeaders
	FaultSlowBody          = faults.SlowBody
	FaultSilence           = faults.Silence
	FaultContradiction     = faults.Contradiction
	FaultNoID              = faults.NoID
	FaultIDWithFailure     = faults.IDWithFailure
	FaultLostResponse      = faults.LostResponse
	FaultPushLate          = faults.PushLate
	FaultPushOutOfOrder    = faults.PushOutOfOrder
	FaultPushTwice         = faults.PushTwice
	FaultPushLost          = faults.PushLost
	FaultPushReplayed      = faults.PushReplayed
	FaultPushUnsigned      = faults.PushUnsigned
	FaultPushForged        = faults.PushForged
	FaultPushWrongKey      = faults.PushWrongKey
	FaultPushTruncated     = faults.PushTruncated
	FaultPushOversized     = faults.PushOversized
)

// FaultCode returns the name of the fault that is an error code of the gateway, such as 4013, or a refusal of the open
// platform, such as gw.QosAppFrequencyLimit.
func FaultCode[C ~string](code C) string { return faults.CodeName(code) }

// Faults returns every fault, by name.
func Faults() []Fault { return faults.All() }

// ParseFaultRule parses a rule as the flag --fault has it: the name of the fault, and members behind commas, such as
// code-4013,api=item_get,times=2.
func ParseFaultRule(text string) (FaultRule, error) { return faults.ParseRule(text) }

// WithFault injects a fault. Of several rules the first that fits a request wins. A header of the request goes before
// all of them: `Prefer: fault=NAME`, or `Prefer: code=4013` for an error code.
func WithFault(rule FaultRule) Option {
	return func(c *config) { c.faults = append(c.faults, rule) }
}

// WithSlowness sets how long the faults slow-headers and slow-body wait; without it ten seconds.
func WithSlowness(d time.Duration) Option { return func(c *config) { c.slowness = d } }

// SetFaults replaces the rules while the mock runs. It fails, and changes nothing, for a rule that cannot fit.
func (h *Handler) SetFaults(rules ...FaultRule) error { return h.server.injector.SetRules(rules) }
