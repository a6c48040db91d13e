package mock

// FaultCode is the name of the fault that is an error code of the gateway, such as 4013, or a refusal of the open
// platform, such as gw.QosAppFrequencyLimit.
func FaultCode[C ~string](code C) string { return "code-" + string(code) }

// The names of the faults that are not error codes. [Faults] says what the caller sees.
const (
	FaultAPIInit           = "api-init"
	FaultQuota4005         = "quota-4005"
	FaultNotFoundAtFirst   = "not-found-at-first"
	FaultStub              = "stub"
	FaultDataErrorWithData = "data-error-with-data"
	FaultOldSuccess        = "old-success"
	FaultNumberCode        = "number-code"
	FaultStaleCache        = "stale-cache"
	FaultWrongItem         = "wrong-item"
	FaultTranslationFailed = "translation-failed"
	FaultEmptyListForMap   = "empty-list-for-map"
	FaultObjectForList     = "object-for-list"
	FaultNumbersAsText     = "numbers-as-text"
	FaultTextAsNumbers     = "text-as-numbers"
	FaultHTML502           = "html-502"
	FaultHTML503           = "html-503"
	FaultHTML200           = "html-200"
	FaultTextHTML          = "text-html"
	FaultEmptyBody         = "empty-body"
	FaultBOM               = "bom"
	FaultPHPNotice         = "php-notice"
	FaultPHPNoticeAfter    = "php-notice-after"
	FaultGBK               = "gbk"
	FaultGBKRefusal        = "gbk-refusal"
	FaultTruncated         = "truncated"
	FaultBrokenOff         = "broken-off"
	FaultReset             = "reset"
	FaultSlowHeaders       = "slow-headers"
	FaultSlowBody          = "slow-body"

	// These leave open what became of an order, a payment or a refund. Nobody has shown such responses whole; clients
	// that spend money guard against them.
	FaultSilence       = "silence"
	FaultContradiction = "contradiction"
	FaultNoID          = "success-without-id"
	FaultIDWithFailure = "id-with-failure"
	FaultLostResponse  = "lost-response"
)
