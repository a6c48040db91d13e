package faults

import (
	"errors"
	"slices"

	"github.com/go-ali1688/ali1688/internal/splitmix"
	"github.com/go-ali1688/ali1688/internal/suggest"
	"github.com/go-ali1688/ali1688/mock/internal/exchange"
	"github.com/go-ali1688/ali1688/push"
)

// pushFaults are those of messages. Package pushes makes them.
func pushFaults() []Fault {
	return []Fault{
		{PushLate, "a message that comes late, when the slowness has passed", OwnerPush, nil},
		{PushOutOfOrder, "a message that comes after the next one", OwnerPush, nil},
		{PushTwice, "a message that comes twice", OwnerPush, nil},
		{PushLost, "a message that is not sent, and waits for push.query.messageList", OwnerPush, nil},
		{PushReplayed, "a message that was made a year ago", OwnerPush, nil},
		{PushUnsigned, "a message without a signature; by HTTP only, because over WebSocket messages have none", OwnerPush,
			nil},
		{PushForged, "a message that was changed after it was signed; by HTTP only", OwnerPush, nil},
		{PushWrongKey, "a message that was signed with the AppKey in place of the secret; by HTTP only", OwnerPush, nil},
		{PushTruncated, "half of a message", OwnerPush, nil},
		{PushOversized, "a message of 2 MiB", OwnerPush, nil},
	}
}

// checkPush returns an error for a rule of messages that could never fit.
func (rule *Rule) checkPush() error {
	if rule.Via != "" {
		return errors.New(rule.Fault + " is a fault of messages, to which via does not apply")
	}
	if topics := push.Topics(); rule.API != "" && !slices.Contains(topics, rule.API) {
		return errors.New("there is no topic " + exchange.Printable(rule.API) +
			exchange.DidYouMean(suggest.To(rule.API, topics)))
	}
	return rule.checkNumbers()
}

// PushFault returns the fault of an attempt to send a message, or "". Attempts are counted from 1.
func (s *Injector) PushFault(topic string, number uint64) string {
	fault := s.Plan.next(s.Seed^number, func(rule *Rule, fault *Fault) bool {
		return fault.Owner == OwnerPush && (rule.API == "" || rule.API == topic)
	})
	if fault == nil {
		return ""
	}
	return fault.Name
}

// happens reports whether a rule that happened so often happens once more.
func (rule *Rule) happens(done int, pick uint64) bool {
	return (rule.Times == 0 || done < rule.Times) &&
		(rule.Percent == 0 || splitmix.Mix(pick)%100 < uint64(rule.Percent))
}
