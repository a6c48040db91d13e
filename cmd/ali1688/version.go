package main

import (
	"cmp"
	"fmt"
	"io"
	"runtime"
	"runtime/debug"
	"text/tabwriter"

	"github.com/go-ali1688/ali1688/internal/document"
	"github.com/go-ali1688/ali1688/openapi"
)

// release is the version of a release, which its build sets. Without one the version is that of the module.
var release string

func isVersion(arg string) bool { return arg == "version" || arg == "-version" || arg == "--version" }

// printVersion prints the versions of the program and of its documents, and the month of the newest evidence of each
// document: the documents describe an API that changes without notice.
func printVersion(to io.Writer) error {
	fmt.Fprintf(to, "ali1688 %s, %s %s/%s\n\n", programVersion(), runtime.Version(), runtime.GOOS, runtime.GOARCH)
	w := tabwriter.NewWriter(to, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "DOCUMENT\tVERSION\tOPERATIONS\tNEWEST EVIDENCE")
	for _, d := range openapi.Documents() {
		read, err := document.Parse(d.JSON)
		if err != nil {
			return err
		}
		fmt.Fprintf(w, "%s\t%s\t%d\t%s\n", d.Name, read.Info.Version, len(read.Operations()), newest(read))
	}
	return w.Flush()
}

// programVersion returns the version of the program, with the commit where the build knows it.
func programVersion() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return cmp.Or(release, "(unknown)")
	}
	settings := map[string]string{}
	for _, s := range info.Settings {
		settings[s.Key] = s.Value
	}
	version := cmp.Or(release, info.Main.Version, "(devel)")
	if commit := settings["vcs.revision"]; commit != "" {
		version += fmt.Sprintf(" (commit %.12s of %.10s)", commit, settings["vcs.time"])
	}
	return version
}

// newest returns the month of the newest evidence of any operation.
func newest(d *document.Document) string {
	last := ""
	for _, op := range d.Operations() {
		if seen := op.Evidence.Seen; seen != "unknown" {
			last = max(last, seen)
		}
	}
	return cmp.Or(last, "unknown")
}
