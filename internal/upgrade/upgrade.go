// Package upgrade goes the way from an edited document to a release as far as a program can, and stops at the first
// thing that a person must decide.
package upgrade

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"

	"golang.org/x/mod/semver"

	"github.com/go-ali1688/ali1688/internal/change"
	"github.com/go-ali1688/ali1688/internal/documents"
	"github.com/go-ali1688/ali1688/internal/lists"
)

// Upgrade is one way through. Its commands run in the current folder.
type Upgrade struct {
	Since string // the revision to compare with; the last tag if empty
	From  string // recordings that the documents are patched from first, or ""
	Out   io.Writer
	// Run runs a command and returns what it wrote; tests replace it.
	Run func(name string, args ...string) (string, error)

	report *change.Report
	stated string // the version in the document, which may be higher than the change calls for
}

// Decision is what a person must decide before it can go on.
type Decision struct{ What string }

// Error returns what to decide.
func (d *Decision) Error() string { return d.What }

// Go makes all steps. The error is a *[Decision] where a person is wanted.
func (u *Upgrade) Go() error {
	if u.Run == nil {
		u.Run = run
	}
	for _, step := range []struct {
		name string
		do   func() error
	}{
		{"what the recordings show", u.recordings},
		{"bundle and generate", u.program("generate",
			"The documents have errors, so that no code can be generated: correct the errors above, then run this again.")},
		{"the rules of the documents", u.program("lint",
			"Mend what the rules find: openapi/RULES.md says why each is there.")},
		{"the Chinese texts", u.program("translate", "Bring these Chinese texts up to date, read them beside the English, "+
			"then run `go run ./internal/cmd/translate -stamp`.")},
		{"what changed", u.compare},
		{"the changelog", u.changelog},
		{"the version", u.version},
		{"the tests", u.tests},
		{"the documentation", u.docs},
	} {
		fmt.Fprintln(u.Out, "== "+step.name)
		if err := step.do(); err != nil {
			return err
		}
	}
	_, err := fmt.Fprintf(u.Out, "\nAll is done. Read CHANGELOG.md once more, commit, and tag v%s.\n", u.stated)
	return err
}

func run(name string, args ...string) (string, error) {
	out, err := exec.Command(name, args...).CombinedOutput()
	return string(out), err
}

// decide returns the error [Decision] with what a command found.
func decide(what, found string) error {
	return &Decision{strings.TrimSpace(found) + "\n\n" + what}
}

// program returns the step that runs a program of internal/cmd, whose failure a person must mend.
func (u *Upgrade) program(name, remedy string) func() error {
	return func() error {
		if out, err := u.Run("go", "run", "./internal/cmd/"+name); err != nil {
			return decide(remedy, out)
		}
		return nil
	}
}

func (u *Upgrade) compare() error {
	if u.Since == "" {
		tag, err := u.Run("git", "describe", "--tags", "--abbrev=0")
		if err != nil {
			return &Decision{"There is no tag to compare with. Say which revision to compare with: make upgrade SINCE=REVISION"}
		}
		u.Since = strings.TrimSpace(tag)
	}
	old, err := change.Load(u.Since)
	if err != nil {
		return err
	}
	new, err := change.Load(".")
	if err != nil {
		return err
	}
	if u.report, err = change.Compare(old, new); err != nil {
		return err
	}
	return u.report.Write(u.Out, "text", "en")
}

func (u *Upgrade) changelog() error {
	var draft strings.Builder
	if err := u.report.Write(&draft, "changelog", "en"); err != nil {
		return err
	}
	old, err := os.ReadFile(changelogFile)
	if err != nil {
		return err
	}
	merged, added, err := mergeChangelog(string(old), draft.String())
	if err != nil {
		return err
	}
	fmt.Fprintf(u.Out, "Lines drafted in %s: %d\n", changelogFile, added)
	if added == 0 {
		return nil
	}
	if err := os.WriteFile(changelogFile, []byte(merged), 0o600); err != nil {
		return err
	}
	return &Decision{
		fmt.Sprintf(
			"Lines drafted under [Unreleased] of %s: %d. Put them into words that users understand, or leave them, and run "+
				"this again.", changelogFile, added)}
}

// version asks for a version in the document that is as high as the change calls for.
func (u *Upgrade) version() error {
	side, err := change.Load(".")
	if err != nil {
		return err
	}
	u.stated = side.Version()
	if u.report.Calls == change.NoStep || semver.Compare("v"+u.stated, "v"+u.report.Next) >= 0 {
		return nil
	}
	what := fmt.Sprintf("The change calls for a %s step, %s → %s, and the document says %s.", u.report.Calls,
		u.report.Version, u.report.Next, u.stated)
	if n := u.report.Breaks(); n > 0 {
		what = fmt.Sprintf("Edits that break callers: %d. ", n) + what
	}
	return &Decision{what + " Set info.version in " + documents.Rows[0].Folder() +
		"/openapi.yaml, or take edits back; then run this again."}
}

func (u *Upgrade) tests() error {
	if out, err := u.Run("make", "test"); err != nil {
		return decide("Tests fail: mend what they name, or the tests where they hold on to what the API no longer does.",
			failures(out))
	}
	return nil
}

// failures leaves out what passed.
func failures(out string) string {
	kept := lists.Select(strings.Split(strings.TrimSuffix(out, "\n"), "\n"), func(line string) bool {
		return !strings.HasPrefix(line, "ok ") && !strings.Contains(line, "[no test files]")
	})
	return strings.Join(kept, "\n")
}

// docs builds the documentation, where this checkout has one.
func (u *Upgrade) docs() error {
	makefile, err := os.ReadFile("Makefile")
	if err != nil {
		return err
	}
	if !strings.Contains(string(makefile), "\ndocs:") {
		return nil
	}
	if out, err := u.Run("make", "docs"); err != nil {
		return decide("The documentation cannot be built: mend what it names.", out)
	}
	return nil
}
