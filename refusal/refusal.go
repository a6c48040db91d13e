// Package refusal explains why the gateway or the open platform refused a request: what the refusal means, whether
// and when the request may be sent again, and what to do about it.
//
// The tables are made from x-error-codes of the documents, where every row names the source of the code. They are not
// complete: both services return codes that no page lists. Whether to send again and what to do is the advice of this
// project, not the provider's.
package refusal

import "strings"

// Retry reports whether and when a request that failed may be sent again. Every attempt may cost money.
type Retry string

// The classes of Retry.
const (
	Never    Retry = "never"    // the same request fails again
	Soon     Retry = "soon"     // a bounded number of times
	Pause    Retry = "pause"    // after a pause, with fewer requests at once
	Later    Retry = "later"    // minutes or hours later
	Tomorrow Retry = "tomorrow" // when the next day begins in Beijing
)

// Action is the kind of thing to do about a refusal. [Meaning.Do] says it in a sentence.
type Action string

// The actions. An unknown refusal has the empty one.
const (
	NoAction        Action = "none"              // nothing to do, or nothing that helps
	SendAgain       Action = "retry"             // send the same request again, as Retry says
	SlowDown        Action = "slow_down"         // pause, then send fewer requests
	Wait            Action = "wait"              // the data does not exist yet
	BuyQuota        Action = "buy_quota"         // buy requests, top up or renew the plan
	AskPermission   Action = "ask_permission"    // apply for the operation, the platform or the relation
	RefreshToken    Action = "refresh_token"     // renew the access token, or have the member authorise again
	UseRightAccount Action = "use_right_account" // use the token of another member
	FixSignature    Action = "fix_signature"     // sign the request correctly
	FixArgument     Action = "fix_argument"      // correct an argument
	ChangeQuantity  Action = "change_quantity"   // order more, less or a multiple
	ChangeGoods     Action = "change_goods"      // take another variant, or take the offer out of the order
	ChangePayment   Action = "change_payment"    // take another way of trading or paying
	LookUp          Action = "look_up"           // look the order or refund up before anything else
	ReadMessage     Action = "read_message"      // the code says too little, the text says more
	TellCustomer    Action = "tell_customer"     // tell the customer
	ContactSeller   Action = "contact_seller"    // ask the seller
	ContactProvider Action = "contact_provider"  // ask the provider's support
)

// Match says how a code is compared with that of [Meaning].
type Match string

// The kinds of Match.
const (
	Exact  Match = ""       // the code is equal
	End    Match = "end"    // the code ends with it, behind any prefix such as FAIL_BIZ_
	Digits Match = "digits" // x stands for any digit
	Text   Match = "text"   // the message contains it, whatever the code
)

// Words are a text in English and Chinese.
type Words struct{ EN, ZH string }

// In returns the text in a language: Chinese for zh and its variants such as zh-CN, otherwise English.
func (w Words) In(lang string) string {
	if strings.HasPrefix(strings.ToLower(lang), "zh") {
		return w.ZH
	}
	return w.EN
}

// Meaning is one row of a table of codes.
type Meaning struct {
	Code       string
	Match      Match
	Operations []string // that it holds for, nil for all of the table
	Contains   string   // words of the message that choose this case of the code, or ""
	Says       Words    // what it means
	Do         Words    // what to do, as this project advises
	Retry      Retry
	Action     Action
	Texts      []string // messages as they come, with {offers}, {offer_spec}, {spec} or {ids} for what they name
	Status     int      // the HTTP status, 0 where it is not known
	Charged    string   // yes, no or unclear, in the gateway's table only
	// the level of evidence of the code, such as official or live; inferred if it is known of another operation
	Evidence string
	Cases    []Meaning
}
