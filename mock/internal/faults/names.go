package faults

// CodeName returns the name of the fault that is an error code of the gateway, such as 4013, or a refusal of the open
// platform, such as gw.QosAppFrequencyLimit.
func CodeName[C ~string](code C) string { return "code-" + string(code) }

// The names of the faults that are not error codes. [Faults] says what the caller sees.
const (
	APIInit           = "api-init"
	Quota4005         = "quota-4005"
	NotFoundAtFirst   = "not-found-at-first"
	Stub              = "stub"
	DataErrorWithData = "data-error-with-data"
	OldSuccess        = "old-success"
	NumberCode        = "number-code"
	StaleCache        = "stale-cache"
	WrongItem         = "wrong-item"
	TranslationFailed = "translation-failed"
	EmptyListForMap   = "empty-list-for-map"
	ObjectForList     = "object-for-list"
	NumbersAsText     = "numbers-as-text"
	TextAsNumbers     = "text-as-numbers"
	HTML502           = "html-502"
	HTML503           = "html-503"
	HTML200           = "html-200"
	TextHTML          = "text-html"
	EmptyBody         = "empty-body"
	BOM               = "bom"
	PHPNotice         = "php-notice"
	PHPNoticeAfter    = "php-notice-after"
	GBK               = "gbk"
	GBKRefusal        = "gbk-refusal"
	Truncated         = "truncated"
	BrokenOff         = "broken-off"
	Reset             = "reset"
	SlowHeaders       = "slow-headers"
	SlowBody          = "slow-body"

	// These leave open what happened to an order, a payment or a refund. Nobody has shown such responses whole; clients
	// that spend money guard against them.
	Silence       = "silence"
	Contradiction = "contradiction"
	NoID          = "success-without-id"
	IDWithFailure = "id-with-failure"
	LostResponse  = "lost-response"

	// These are about messages that the mock sends, and no request has them.
	PushLate       = "push-late"
	PushOutOfOrder = "push-out-of-order"
	PushTwice      = "push-twice"
	PushLost       = "push-lost"
	PushReplayed   = "push-replayed"
	PushUnsigned   = "push-unsigned"
	PushForged     = "push-forged"
	PushWrongKey   = "push-wrong-key"
	PushTruncated  = "push-truncated"
	PushOversized  = "push-oversized"
)
