package main

import (
	"fmt"
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
)

// bounds are the functions of the runtime that move a boundary.
var bounds = map[token.Token]string{
	token.LSS: "mutantLess", token.LEQ: "mutantLessEqual", token.GTR: "mutantGreater", token.GEQ: "mutantGreaterEqual",
}

// arithmetic are those that calculate something else, by operator.
var arithmetic = map[token.Token]string{
	token.ADD: "mutantAdd", token.SUB: "mutantSubtract", token.MUL: "mutantMultiply", token.QUO: "mutantDivide",
	token.REM: "mutantRemainder", token.AND: "mutantAnd", token.OR: "mutantOr",
}

func (f *finder) binary(e *ast.BinaryExpr) {
	switch e.Op {
	case token.EQL, token.NEQ:
		f.negate(e)
	case token.LSS, token.LEQ, token.GTR, token.GEQ:
		f.negate(e)
		f.call(e, "moved boundary", bounds[e.Op])
	case token.LAND:
		f.drop(e, "mutantTrue")
	case token.LOR:
		f.drop(e, "mutantFalse")
	default:
		function, ok := arithmetic[e.Op]
		basic, isBasic := f.info.Types[e].Type.Underlying().(*types.Basic)
		if ok && isBasic && basic.Info()&types.IsNumeric != 0 {
			f.call(e, "exchanged operator", function)
		}
	}
}

func (f *finder) negate(e *ast.BinaryExpr) {
	if f.isBool(e) {
		f.wrap(e, "negated comparison", "mutantNot")
	}
}

// drop plants mutants of a conjunction or disjunction that does without one side.
func (f *finder) drop(e *ast.BinaryExpr, function string) {
	for _, side := range []ast.Expr{e.X, e.Y} {
		if f.isBool(side) {
			f.wrap(side, "dropped operand", function)
		}
	}
}

// call replaces an operator by a call of the runtime.
func (f *finder) call(e *ast.BinaryExpr, kind, function string) {
	id := f.plant(e, kind)
	if id == 0 {
		return
	}
	f.edit(e, fmt.Sprintf("%s(%d, ", function, id), ")")
	path := f.positions.Position(e.Pos()).Filename
	at := f.offset(e.OpPos)
	f.edits[path] = append(f.edits[path], edit{start: at, end: at + len(e.Op.String()), before: ",", replace: true})
}

// constant plants another number, or the other bool, in place of a literal. Named constants stay: their names say what
// they are. So do durations, which tests do not wait for.
func (f *finder) constant(e ast.Expr, value constant.Value) {
	known := f.info.Types[e].Type
	switch value.Kind() {
	case constant.Bool:
		if isBoolean(known) && isLiteral(e) {
			f.wrap(e, "negated constant", "mutantNot")
		}
	case constant.Int, constant.Float:
		if name, ok := f.typeName(known); ok && isLiteral(e) {
			f.wrap(e, "changed constant", "mutantConstant["+name+"]")
		}
	}
}

func isLiteral(e ast.Expr) bool {
	literal := false
	ast.Inspect(e, func(node ast.Node) bool {
		switch node := node.(type) {
		case *ast.BasicLit:
			literal = true
		case *ast.Ident:
			literal = literal || node.Name == "true" || node.Name == "false"
		}
		return true
	})
	return literal
}

// typeName returns how the file may write the type of a number: a basic type or one of the package.
func (f *finder) typeName(t types.Type) (string, bool) {
	switch t := t.(type) {
	case *types.Basic:
		return t.Name(), t.Info()&types.IsUntyped == 0 && t.Info()&types.IsComplex == 0
	case *types.Named:
		return t.Obj().Name(), t.Obj().Pkg() == f.pkg && t.Obj().Parent() == f.pkg.Scope()
	}
	return "", false
}
