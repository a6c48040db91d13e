package main

import (
	"fmt"
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"path/filepath"
	"strings"
)

// A finder collects the mutants of one package, and the edits that plant them, by path of the file.
type finder struct {
	*target
	mutants []mutant
	edits   map[string][]edit
	skip    map[string]bool // lines where mutants do not compile, as path:line
}

// find returns all mutants of the package. Generated files have none.
func find(t *target, skip map[string]bool) *finder {
	f := &finder{target: t, edits: map[string][]edit{}, skip: skip}
	for _, file := range t.files {
		if ast.IsGenerated(file) {
			continue
		}
		for _, declaration := range file.Decls {
			if function, ok := declaration.(*ast.FuncDecl); ok && function.Body != nil {
				f.function(function.Type, function.Body)
			} else if general, ok := declaration.(*ast.GenDecl); ok && general.Tok == token.VAR {
				ast.Inspect(general, f.expression)
			}
		}
	}
	return f
}

// function visits a body; those of the function literals in it have results of their own.
func (f *finder) function(signature *ast.FuncType, body *ast.BlockStmt) {
	ast.Inspect(body, func(node ast.Node) bool {
		switch node := node.(type) {
		case *ast.FuncLit:
			f.function(node.Type, node.Body)
			return false
		case *ast.ReturnStmt:
			f.results(signature, node)
		case *ast.BlockStmt:
			f.statements(node.List)
		case *ast.CaseClause:
			f.statements(node.Body)
		case *ast.CommClause:
			f.statements(node.Body)
		}
		return f.expression(node)
	})
}

// plant notes a mutant of the node's span and returns its id, which is 0 where its line does not take mutants.
func (f *finder) plant(node ast.Node, kind string) int {
	at := f.positions.Position(node.Pos())
	if f.skip[fmt.Sprintf("%s:%d", at.Filename, at.Line)] {
		return 0
	}
	text := strings.Join(strings.Fields(f.text(node)), " ")
	if len(text) > 80 {
		text = text[:77] + "..."
	}
	f.mutants = append(f.mutants, mutant{len(f.mutants) + 1, filepath.Base(at.Filename), at.Line, at.Column, kind, text})
	return len(f.mutants)
}

func (f *finder) edit(node ast.Node, before, after string) {
	path := f.positions.Position(node.Pos()).Filename
	f.edits[path] = append(f.edits[path], edit{start: f.offset(node.Pos()), end: f.offset(node.End()), before: before,
		after: after})
}

// wrap plants a mutant that calls a function of the runtime with the node's value.
func (f *finder) wrap(node ast.Node, kind, function string) {
	if id := f.plant(node, kind); id != 0 {
		f.edit(node, fmt.Sprintf("%s(%d, ", function, id), ")")
	}
}

// statements plants the removal of each statement whose removal compiles.
func (f *finder) statements(list []ast.Stmt) {
	for _, statement := range list {
		if !removable(statement) {
			continue
		}
		if id := f.plant(statement, "removed statement"); id != 0 {
			f.edit(statement, fmt.Sprintf("if !mutantOn(%d) { ", id), " }")
		}
	}
}

func removable(statement ast.Stmt) bool {
	switch statement := statement.(type) {
	case *ast.ExprStmt:
		call, ok := statement.X.(*ast.CallExpr)
		if !ok {
			return false
		}
		name, ok := call.Fun.(*ast.Ident)
		return !ok || name.Name != "panic"
	case *ast.AssignStmt:
		name, ok := statement.Lhs[0].(*ast.Ident)
		return statement.Tok != token.DEFINE && !(ok && name.Name == "_" && len(statement.Lhs) == 1)
	case *ast.BranchStmt:
		return statement.Tok == token.BREAK || statement.Tok == token.CONTINUE
	case *ast.ReturnStmt:
		return len(statement.Results) == 0
	case *ast.IncDecStmt, *ast.DeferStmt:
		return true
	}
	return false
}

// results plants the zero value in place of each result that is neither zero itself nor a number nor a condition, which
// have mutants of their own.
func (f *finder) results(signature *ast.FuncType, statement *ast.ReturnStmt) {
	if signature.Results == nil {
		return
	}
	var wanted []ast.Expr
	for _, field := range signature.Results.List {
		for range max(1, len(field.Names)) {
			wanted = append(wanted, field.Type)
		}
	}
	if len(wanted) != len(statement.Results) {
		return // one call that returns them all
	}
	for i, result := range statement.Results {
		if !f.isZero(result) && !f.isNumberOrBool(result) {
			f.wrap(result, "zero result", "mutantZero["+f.text(wanted[i])+"]")
		}
	}
}

// isZero reports whether a result is nil, an empty string or a value without members.
func (f *finder) isZero(e ast.Expr) bool {
	known := f.info.Types[e]
	literal, ok := e.(*ast.CompositeLit)
	return known.IsNil() || ok && len(literal.Elts) == 0 || known.Value != nil && known.Value.ExactString() == `""`
}

func (f *finder) isNumberOrBool(e ast.Expr) bool {
	value := f.info.Types[e].Value
	if value == nil {
		return isBoolean(f.info.Types[e].Type)
	}
	return value.Kind() != constant.String
}

// isBoolean reports whether a type is the plain bool.
func isBoolean(t types.Type) bool {
	basic, ok := t.(*types.Basic)
	return ok && basic.Info()&types.IsBoolean != 0
}

// expression plants mutants of one expression and reports whether to look into it.
func (f *finder) expression(node ast.Node) bool {
	switch node := node.(type) {
	case *ast.FuncLit:
		f.function(node.Type, node.Body)
		return false
	case *ast.GenDecl:
		return node.Tok == token.VAR
	case *ast.ArrayType, *ast.Field:
		return false
	case *ast.IfStmt:
		f.condition(node.Cond)
	case *ast.ForStmt:
		if node.Cond != nil {
			f.condition(node.Cond)
		}
	case *ast.CallExpr:
		return !f.isMake(node)
	case *ast.KeyValueExpr:
		ast.Inspect(node.Value, f.expression)
		return false
	case ast.Expr:
		return f.value(node)
	}
	return true
}

// isMake reports whether a call is make, whose numbers only say how much room to take.
func (f *finder) isMake(call *ast.CallExpr) bool {
	name, ok := call.Fun.(*ast.Ident)
	return ok && name.Name == "make"
}

func (f *finder) value(e ast.Expr) bool {
	switch known := f.info.Types[e]; {
	case known.IsType():
		return false
	case known.Value != nil:
		f.constant(e, known.Value)
		return false
	}
	if binary, ok := e.(*ast.BinaryExpr); ok {
		f.binary(binary)
	}
	return true
}

// condition negates what decides, unless it is a comparison, which is negated wherever it stands.
func (f *finder) condition(e ast.Expr) {
	_, comparison := ast.Unparen(e).(*ast.BinaryExpr)
	if !comparison && f.isBool(e) {
		f.wrap(e, "negated condition", "mutantNot")
	}
}

// isBool reports whether the expression is a plain bool that is not a constant.
func (f *finder) isBool(e ast.Expr) bool {
	return isBoolean(f.info.Types[e].Type) && f.info.Types[e].Value == nil
}
