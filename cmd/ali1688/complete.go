package main

import (
	"flag"
	"maps"
	"slices"
	"strings"

	platform "github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/internal/lists"
	"github.com/go-ali1688/ali1688/internal/params"
	"github.com/go-ali1688/ali1688/internal/plain"
)

// completing is the first word of a call by the scripts of completion. Behind it stands the line, the word that is
// being typed last.
const completing = "__complete"

// complete returns what the last word of a line may become. Where it knows nothing the shell offers files.
func complete(line []string) []string {
	if len(line) == 0 {
		return nil
	}
	before, word := line[:len(line)-1], line[len(line)-1]
	return slices.DeleteFunc(candidates(before, word), func(c string) bool { return !strings.HasPrefix(c, word) })
}

func candidates(before []string, current string) []string {
	if len(before) == 0 {
		return append(commandNames(), "help", "--help", "--version")
	}
	if before[0] == "help" {
		return append(commandNames(), operationNames()...)
	}
	c, err := find(before[0])
	if err != nil {
		return nil
	}
	flags := flag.NewFlagSet(c.name, flag.ContinueOnError)
	c.setup(flags)
	words, open := positional(flags, before[1:])
	switch {
	case open == "api":
		return operationNames()
	case open != "":
		return slices.Clone(flagValues[open])
	case strings.HasPrefix(current, "-"):
		return flagNames(flags)
	case c.name == "completion" && len(words) == 0:
		return []string{"bash", "zsh", "fish"}
	case c.name == "call" && len(words) == 0:
		return operationNames()
	case c.name == "call":
		return parametersOf(words[0], current)
	}
	return nil
}

// positional returns the words that are neither flags nor their values, and the flag whose value the next word is.
func positional(flags *flag.FlagSet, words []string) (args []string, open string) {
	for _, word := range words {
		switch {
		case open != "":
			open = ""
		case strings.HasPrefix(word, "-"):
			name, _, given := strings.Cut(strings.TrimLeft(word, "-"), "=")
			if f := flags.Lookup(name); f != nil && !given && !isSwitch(f) {
				open = name
			}
		default:
			args = append(args, word)
		}
	}
	return args, open
}

// isSwitch reports whether a flag takes no value.
func isSwitch(f *flag.Flag) bool {
	b, ok := f.Value.(interface{ IsBoolFlag() bool })
	return ok && b.IsBoolFlag()
}

// flagValues are the values of the flags that take a handful.
var flagValues = map[string][]string{
	"lang": {"en", "zh-CN"}, "via": {"gateway"}, "platform": {"1688", "1688global"},
	"result-type": {"json", "jsonu", "xml", "serialize", "var_export"},
}

func flagNames(flags *flag.FlagSet) []string {
	names := []string{"--help"}
	flags.VisitAll(func(f *flag.Flag) { names = append(names, "--"+f.Name) })
	return names
}

func commandNames() []string {
	return lists.Map(commands, func(c command) string { return c.name })
}

// operationNames returns the operations of all documents, sorted.
func operationNames() []string {
	ofPlatform := lists.Map(platform.Operations, func(op *platform.Operation) string { return op.Name })
	names := slices.AppendSeq(slices.Concat(plain.Names(), ofPlatform), maps.Keys(params.Operations))
	slices.Sort(names)
	return names
}

// parametersOf returns the parameters of an operation, each with its =, or the values of the one that is being typed.
func parametersOf(api, current string) []string {
	name, _, typing := strings.Cut(current, "=")
	var all []string
	for _, p := range parameterTable(api) {
		switch {
		case !typing:
			all = append(all, p.name+"=")
		case p.name == name:
			for _, value := range p.values {
				all = append(all, p.name+"="+value)
			}
		}
	}
	return all
}
