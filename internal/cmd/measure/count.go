package main

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/scanner"
	"go/token"
	"math"
	"path"
	"slices"
	"strings"
	"unicode/utf8"
)

const (
	maxColumns = 120
	maxLines   = 300
)

// A tally is what one package has. Everything but tests, long and longFiles is without its tests.
type tally struct {
	lines      int // of files, comments and empty lines included
	code       int // lines that hold code
	statements int
	tests      int   // lines of _test.go files, and of packages that only tests import
	helper     bool  // such a package
	functions  []int // the length of each, from its name to its closing brace
	long       int   // lines of more than maxColumns runes
	longFiles  int   // files of more than maxLines
}

// count returns the tallies by folder.
func count(files map[string][]byte) (map[string]tally, error) {
	packages := map[string]tally{}
	for name, text := range files {
		if strings.Contains("/"+name, "/testdata/") {
			continue
		}
		positions := token.NewFileSet()
		file, err := parser.ParseFile(positions, name, text, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		if ast.IsGenerated(file) {
			continue
		}
		t := packages[path.Dir(name)]
		t.addText(text)
		if strings.HasSuffix(name, "_test.go") {
			t.tests += bytes.Count(text, []byte("\n"))
		} else {
			t.addCode(positions, file, text)
		}
		t.helper = t.helper || isHelper(name, file)
		packages[path.Dir(name)] = t
	}
	for name, t := range packages {
		if t.helper {
			packages[name] = tally{tests: t.tests + t.lines, long: t.long, longFiles: t.longFiles}
		}
	}
	return packages, nil
}

// isHelper reports whether a file belongs to a package that only tests import: one that nobody outside can, and that
// imports testing itself.
func isHelper(name string, file *ast.File) bool {
	return !strings.HasSuffix(name, "_test.go") && strings.Contains("/"+name, "/internal/") &&
		slices.ContainsFunc(file.Imports, func(s *ast.ImportSpec) bool { return s.Path.Value == `"testing"` })
}

func (t *tally) addText(text []byte) {
	if bytes.Count(text, []byte("\n")) > maxLines {
		t.longFiles++
	}
	for line := range bytes.Lines(text) {
		if utf8.RuneCount(bytes.TrimSuffix(line, []byte("\n"))) > maxColumns {
			t.long++
		}
	}
}

func (t *tally) addCode(positions *token.FileSet, file *ast.File, text []byte) {
	t.lines += bytes.Count(text, []byte("\n"))
	t.code += codeLines(text)
	ast.Inspect(file, func(node ast.Node) bool {
		switch node := node.(type) {
		case *ast.FuncDecl:
			t.functions = append(t.functions, positions.Position(node.End()).Line-positions.Position(node.Pos()).Line+1)
		case *ast.BlockStmt: // its statements are counted
		case ast.Stmt:
			t.statements++
		}
		return true
	})
}

// codeLines returns the number of lines that hold a token which is not a comment.
func codeLines(text []byte) int {
	positions := token.NewFileSet()
	file := positions.AddFile("", -1, len(text))
	var tokens scanner.Scanner
	tokens.Init(file, text, nil, 0)
	lines := map[int]bool{}
	for {
		at, kind, literal := tokens.Scan()
		if kind == token.EOF {
			return len(lines)
		}
		if kind == token.SEMICOLON && literal == "\n" {
			continue
		}
		first := file.Line(at)
		for line := range 1 + strings.Count(literal, "\n") {
			lines[first+line] = true
		}
	}
}

// quantile returns the length that a share of the functions does not exceed.
func (t tally) quantile(share float64) int {
	if len(t.functions) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(t.functions))
	return sorted[int(math.Ceil(share*float64(len(sorted))))-1]
}

func sum(packages map[string]tally) tally {
	var all tally
	for _, t := range packages {
		all.lines += t.lines
		all.code += t.code
		all.statements += t.statements
		all.tests += t.tests
		all.functions = append(all.functions, t.functions...)
		all.long += t.long
		all.longFiles += t.longFiles
	}
	return all
}
