// Command translate checks that every text has its Chinese and that it is up to date. With -stamp it prints every
// text whose English changed beside that English, asks whether they were read, and notes that they were. Where nobody
// can be asked, because the input is no terminal, it prints and stamps; -yes does not ask on a terminal either.
package main

import (
	"bufio"
	"flag"
	"fmt"
	"io"
	"os"
	"path"
	"strings"

	"golang.org/x/term"

	"github.com/go-ali1688/ali1688/internal/bundle"
	"github.com/go-ali1688/ali1688/internal/cmd/exit"
	"github.com/go-ali1688/ali1688/internal/document"
	"github.com/go-ali1688/ali1688/internal/documents"
	"github.com/go-ali1688/ali1688/internal/translate"
)

func main() {
	stamp := flag.Bool("stamp", false,
		"print the texts whose English changed, and write the hash of the present English to them")
	yes := flag.Bool("yes", false, "stamp without asking")
	flag.Parse()
	ask := func() bool { return true }
	if !*yes && term.IsTerminal(int(os.Stdin.Fd())) {
		ask = func() bool { return confirm(os.Stdin, os.Stdout) }
	}
	code := 0
	for i := range documents.Rows {
		row := &documents.Rows[i]
		problems, err := run(row, *stamp, os.Stdout, ask)
		exit.On(err, "translate: "+row.Chinese, 2)
		for _, p := range problems {
			fmt.Printf("%s: %s\n", p.place, p.message)
			code = 1
		}
	}
	os.Exit(code)
}

// problem is a problem with the file and line that it is in: of the overlay, or of the English text that has no
// translation.
type problem struct{ place, message string }

func run(row *documents.Row, stamp bool, out io.Writer, ask func() bool) ([]problem, error) {
	if row.Chinese == "" {
		return nil, nil
	}
	doc, err := bundle.Dir(row.Folder())
	if err != nil {
		return nil, err
	}
	texts, err := read(row, doc)
	if err != nil {
		return nil, err
	}
	if stamp {
		if err := stampStale(texts, out, ask); err != nil {
			return nil, err
		}
		if texts, err = read(row, doc); err != nil {
			return nil, err
		}
	}
	return check(row, doc, texts)
}

// stampStale prints the texts whose English changed, and stamps all texts if somebody answers that these were read.
func stampStale(texts *translate.Overlay, out io.Writer, ask func() bool) error {
	stale, err := texts.Stale()
	if err != nil {
		return err
	}
	show(out, stale)
	if len(stale) == 0 || !ask() {
		return nil
	}
	stamped, err := texts.Stamp(false)
	if err != nil {
		return err
	}
	for _, file := range stamped {
		if err := os.WriteFile(file.Path, file.Content, 0o644); err != nil {
			return err
		}
	}
	return nil
}

func read(row *documents.Row, doc *bundle.Document) (*translate.Overlay, error) {
	english, err := doc.YAML()
	if err != nil {
		return nil, err
	}
	return translate.Read(os.DirFS("."), row.Chinese, english)
}

// show prints each text below the English that it stands for.
func show(out io.Writer, stale []translate.Pair) {
	for _, p := range stale {
		fmt.Fprintf(out, "%s %s\n  en: %s\n  zh: %s\n", p.Target, p.Key, indent(p.English), indent(p.Text))
	}
}

func indent(text string) string { return strings.ReplaceAll(text, "\n", "\n      ") }

func confirm(in io.Reader, out io.Writer) bool {
	fmt.Fprint(out, "Does each text say what its English says? [y/N] ")
	line, _ := bufio.NewReader(in).ReadString('\n')
	return strings.EqualFold(strings.TrimSpace(line), "y")
}

// check returns the problems of the texts with their places, and the texts that are in another file than their English.
func check(row *documents.Row, doc *bundle.Document, texts *translate.Overlay) ([]problem, error) {
	positions, err := document.ParsePositions(doc.Positions())
	if err != nil {
		return nil, err
	}
	var out []problem
	for _, p := range texts.Check() {
		place := positions[p.Pointer]
		if p.Line > 0 {
			place = fmt.Sprintf("%s:%d", p.File, p.Line)
		}
		out = append(out, problem{place, p.Message})
	}
	for _, text := range texts.Texts() {
		if want := home(row, positions[text.Pointer]); want != text.File {
			out = append(out, problem{fmt.Sprintf("%s:%d", text.File, text.Line), text.Target + " belongs into " + want +
				", as the files of the Chinese mirror those of the document"})
		}
	}
	return out, nil
}

// home returns the file of the overlay for a text whose English is at a position, file:line.
func home(row *documents.Row, position string) string {
	file, _, _ := strings.Cut(position, ":")
	return path.Join(row.Chinese, strings.TrimPrefix(file, row.Folder()))
}
