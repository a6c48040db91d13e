package edition

import (
	"bytes"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"maps"
	"path"
	"slices"
	"strings"
)

// checked are the packages of an edition that names and types of the user's get into: its types, then its client.
var checked = []string{"gateway", "."}

// compiles returns an error for Go that does not compile. The user finds out here, where it is known why.
func (e *Edition) compiles(files map[string][]byte) error {
	c := &compiler{files: files, set: token.NewFileSet(), made: map[string]*types.Package{}}
	for _, folder := range checked {
		if err := c.check(folder, path.Join(e.Import, folder)); err != nil {
			return err
		}
	}
	return nil
}

type compiler struct {
	files map[string][]byte
	set   *token.FileSet
	made  map[string]*types.Package
}

// Import returns a package of the edition. The types of all others are unknown, and no error follows from them.
func (c *compiler) Import(importPath string) (*types.Package, error) {
	if p := c.made[importPath]; p != nil {
		return p, nil
	}
	return nil, errForeign
}

var errForeign = errors.New("not of the edition")

func (c *compiler) check(folder, importPath string) error {
	var parsed []*ast.File
	for _, name := range slices.Sorted(maps.Keys(c.files)) {
		if path.Dir(name) == folder && path.Ext(name) == ".go" {
			f, err := parser.ParseFile(c.set, name, c.files[name], parser.SkipObjectResolution)
			if err != nil {
				return err
			}
			parsed = append(parsed, f)
		}
	}
	var first error
	// The client embeds types of other packages, whose members are unknown here; its bodies are ours.
	config := types.Config{Importer: c, IgnoreFuncBodies: folder == ".", Error: func(err error) {
		if first == nil && !strings.Contains(err.Error(), errForeign.Error()) {
			first = c.explained(err)
		}
	}}
	c.made[importPath], _ = config.Check(importPath, c.set, parsed, nil)
	return first
}

// explained names the line of Go, from which the user knows the name or the type.
func (c *compiler) explained(err error) error {
	fault, ok := errors.AsType[types.Error](err)
	if !ok {
		return err
	}
	at := c.set.Position(fault.Pos)
	line := bytes.Split(c.files[at.Filename], []byte("\n"))[at.Line-1]
	return fmt.Errorf("the Go of your files does not compile: %s in %s, at %s: give what it is made from another name "+
		"(x-go-name) or type (x-go-type), in your files or in go.yaml", fault.Msg, at.Filename, bytes.TrimSpace(line))
}
