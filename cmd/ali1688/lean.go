//go:build lean

package main

import platform "github.com/go-ali1688/ali1688/generated/platform"

var heavy []command

// wordsOf returns the summary that the tables have: without the documents' readers there are no other texts.
func wordsOf(_, name, _ string) words {
	if op := platform.Find(name); op != nil {
		return words{summary: op.Summary}
	}
	return words{}
}
