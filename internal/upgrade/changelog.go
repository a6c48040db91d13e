package upgrade

import (
	"fmt"
	"slices"
	"strings"
)

const changelogFile = "CHANGELOG.md"

// mergeChangelog adds the lines of a draft to the section [Unreleased], each under its heading and once. It says how
// many it added.
func mergeChangelog(changelog, draft string) (string, int, error) {
	lines := strings.Split(changelog, "\n")
	if !slices.Contains(lines, "## [Unreleased]") {
		return "", 0, fmt.Errorf("%s has no line `## [Unreleased]`: add it above the last release", changelogFile)
	}
	heading, added := "", 0
	for line := range strings.SplitSeq(draft, "\n") {
		switch {
		case strings.HasPrefix(line, "### "):
			heading = line
		case strings.HasPrefix(line, "- ") && !slices.Contains(lines, line):
			lines = insert(lines, heading, line)
			added++
		}
	}
	return strings.Join(lines, "\n"), added, nil
}

// insert puts a line at the end of a heading's list in the unreleased section, and the heading there where it is
// missing.
func insert(lines []string, heading, line string) []string {
	start := slices.Index(lines, "## [Unreleased]")
	end := start + 1
	for end < len(lines) && !strings.HasPrefix(lines[end], "## ") {
		end++
	}
	for end > start+1 && lines[end-1] == "" {
		end--
	}
	at := slices.Index(lines[start:end], heading)
	if at < 0 {
		return slices.Insert(lines, end, "", heading, "", line)
	}
	at += start + 1
	for at < end && !strings.HasPrefix(lines[at], "#") {
		at++
	}
	for lines[at-1] == "" && at-1 > start {
		at--
	}
	if strings.HasPrefix(lines[at-1], "#") {
		return slices.Insert(lines, at, "", line)
	}
	return slices.Insert(lines, at, line)
}
