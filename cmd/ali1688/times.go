package main

import (
	"errors"
	"flag"
	"strconv"
	"time"
)

// timeValue is a flag with a duration. A number without a unit is seconds, as in curl and ssh.
type timeValue struct{ to *time.Duration }

// timeVar defines a flag with a duration.
func timeVar(flags *flag.FlagSet, to *time.Duration, name string, value time.Duration, usage string) {
	*to = value
	flags.Var(timeValue{to}, name, usage)
}

// Set reads the text of the flag.
func (v timeValue) Set(text string) error {
	d, err := parseTime(text)
	if err == nil {
		*v.to = d
	}
	return err
}

// String returns the duration as Go writes it. The flag package calls it for the zero value, too.
func (v timeValue) String() string {
	if v.to == nil {
		return "0s"
	}
	return v.to.String()
}

var errTime = errors.New("it must be a time such as 10s, 1m30s or 2h, or a number of seconds")

// parseTime reads a duration of Go, or a number of seconds.
func parseTime(text string) (time.Duration, error) {
	if _, err := strconv.ParseFloat(text, 64); err == nil {
		text += "s"
	}
	d, err := time.ParseDuration(text)
	if err != nil {
		return 0, errTime
	}
	return d, nil
}
