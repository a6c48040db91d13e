package main

import (
	"errors"
	"flag"
	"net"
	"strconv"
	"strings"

	"github.com/go-ali1688/ali1688/mock"
)

// add defines the flags whose values become options at once.
func (m *mocker) add(flags *flag.FlagSet) {
	flags.Func("key", "take calls with the key and secret `KEY:SECRET` only; without a secret any will do", m.setKey)
	flags.Func("quota", "refuse calls beyond `N` a day with 4013, and those of the open platform with "+
		"gw.NoUsageLeftError; without it any number is taken", m.setQuota)
	flags.Func("fault", "calls have the fault `NAME`, or NAME,api=item_get,via=custom,times=2,percent=50; may be given "+
		"more than once", m.setFault)
	flags.Func("slowness", "the faults slow-headers and slow-body wait for `DURATION`; without it 10s", m.setSlowness)
	flags.Func("allow-host", "take requests under this host `NAME`, too; may be given more than once", m.setHost)
	flags.Func("content-type", "send this `TYPE` as the Content-Type of every response", m.setContentType)
	m.on(flags, "closed-world", "only offers that searches find exist; any other id is error 2000", mock.WithClosedWorld())
	m.on(flags, "gzip", "compress responses for callers that accept it", mock.WithGzip())
	m.on(flags, "embedded-recordings", "answer from the recordings that come with the program first",
		mock.WithEmbeddedRecordings())
	m.on(flags, "nested-custom", "custom returns the open platform's response as a whole", mock.WithNestedCustom())
	m.on(flags, "long-ids", "offers that searches find have ids of 18 digits, which no float64 holds",
		mock.WithLongOfferIDs())
	m.on(flags, "strict", "refuse what deviates from the document, a key outside the URL, and signed calls older than "+
		"ten minutes", mock.WithStrict())
}

// on defines a flag that turns an option on.
func (m *mocker) on(flags *flag.FlagSet, name, usage string, opt mock.Option) {
	flags.BoolFunc(name, usage, func(text string) error {
		on, err := strconv.ParseBool(text)
		if on {
			m.opts = append(m.opts, opt)
		}
		return err
	})
}

func (m *mocker) setKey(text string) error {
	key, secret, _ := strings.Cut(text, ":")
	if key == "" {
		return errors.New("it must be a key and its secret, such as t1234:abcd")
	}
	m.opts = append(m.opts, mock.WithKey(key, secret))
	return nil
}

func (m *mocker) setQuota(text string) error {
	n, err := strconv.ParseInt(text, 10, 64)
	m.opts = append(m.opts, mock.WithQuota(mock.Quota{PerDay: n}))
	return err
}

func (m *mocker) setFault(text string) error {
	rule, err := mock.ParseFaultRule(text)
	m.opts = append(m.opts, mock.WithFault(rule))
	return err
}

func (m *mocker) setSlowness(text string) error {
	d, err := parseTime(text)
	if err == nil && d < 0 {
		err = errors.New("it must not be negative")
	}
	m.opts = append(m.opts, mock.WithSlowness(d))
	return err
}

func (m *mocker) setHost(text string) error {
	if text == "" || strings.ContainsAny(text, "/*") {
		return errors.New("it must be the name of a host, such as mock.example.com")
	}
	m.hosts = append(m.hosts, text)
	return nil
}

func (m *mocker) setContentType(text string) error {
	m.opts = append(m.opts, mock.WithContentType(text))
	return nil
}

// allowed returns the hosts under which the mock may be called: the one that it listens on, and those that were named.
func (m *mocker) allowed() []string {
	host, _, err := net.SplitHostPort(m.listen)
	if err != nil || host == "" {
		return m.hosts
	}
	return append(m.hosts, host)
}
