package main

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/go-ali1688/ali1688/internal/translate"
)

func TestShow(t *testing.T) {
	var out strings.Builder
	show(&out, []translate.Pair{{Target: "$.info", Key: "description", English: "One.\nTwo.", Text: "一。\n二。"}})
	assert.Equal(t, "$.info description\n  en: One.\n      Two.\n  zh: 一。\n      二。\n", out.String())
}

func TestConfirm(t *testing.T) {
	for input, want := range map[string]bool{"y\n": true, "Y\n": true, "\n": false, "no\n": false, "": false} {
		var out strings.Builder
		assert.Equal(t, want, confirm(strings.NewReader(input), &out), "%q", input)
	}
}
