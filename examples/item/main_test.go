package main

import (
	"os"
	"strings"
	"testing"
)

// TestFrontPage keeps the program of the front page one that compiles.
func TestFrontPage(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	program, err := os.ReadFile("main.go")
	if err != nil {
		t.Fatal(err)
	}
	_, body, _ := strings.Cut(string(program), "\n")
	if !strings.Contains(string(readme), "```go\n"+body+"```") {
		t.Error("the program in README.md differs from examples/item/main.go: copy it there")
	}
}
