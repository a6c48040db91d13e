package doclint

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// What rows of x-error-codes may say. Package refusal has a constant for each.
var (
	Retries = []string{"never", "soon", "pause", "later", "tomorrow"}
	Actions = []string{
		"none", "retry", "slow_down", "wait", "buy_quota", "ask_permission", "refresh_token", "use_right_account", "fix_signature",
		"fix_argument", "change_quantity", "change_goods", "change_payment", "look_up", "read_message", "tell_customer",
		"contact_seller", "contact_provider",
	}
	matches      = []string{"end", "digits", "text"}
	placeholders = []string{"{offers}", "{offer_spec}", "{spec}", "{ids}", "{trade_type}"}
)

var (
	placeholder = regexp.MustCompile(`\{[^}]*\}`)
	slug        = regexp.MustCompile(`^[a-z][a-z0-9]*(_[a-z0-9]+)*$`)
)

// checkRefusals asks every error code, of the document, of a schema and of a case, for all that a program and a
// person need: a name, the meaning, the retry class, what to do, and where it is known from.
func checkRefusals(d *document, report report) {
	ids := map[string]bool{}
	for _, op := range d.operations {
		ids[text(op.value["operationId"])] = true
	}
	check := func(holder part) {
		names := map[string]string{}
		for _, row := range parts(holder.at("x-error-codes"), holder.value["x-error-codes"]) {
			checkRefusal(row, ids, report)
			if other, twice := names[text(row.value["name"])]; twice {
				report(row.at("name"), "%s has this name already: choose another, it becomes the name of a constant", other)
			}
			names[text(row.value["name"])] = row.key()
		}
	}
	check(part{"", d.root})
	for _, s := range d.schemas {
		check(s.part)
	}
}

func checkRefusal(row part, operations map[string]bool, report report) {
	checkOneRefusal(row, report)
	oneOf(row, "match", matches, true, report)
	for _, key := range []string{"operations", "inferred"} {
		checkOperations(row, key, operations, report)
	}
	for i, c := range list(row.value["cases"]) {
		one := part{fmt.Sprintf("%s/%d", row.at("cases"), i), obj(c)}
		checkOneRefusal(one, report)
		if isEmptyText(one.value["text"]) {
			report(one.pointer, "write as `text` the words of the message that choose this case")
		}
	}
}

// checkOperations asks for operations that exist, and for no operation that is both stated and inferred.
func checkOperations(row part, key string, operations map[string]bool, report report) {
	for _, name := range list(row.value[key]) {
		switch {
		case !operations[text(name)]:
			report(row.at(key), "there is no operation %s", text(name))
		case key == "inferred" && slices.Contains(list(row.value["operations"]), name):
			report(row.at(key), "%s is in operations: a source states it, or it is inferred", text(name))
		}
	}
}

// checkOneRefusal checks what rows and cases have in common.
func checkOneRefusal(row part, report report) {
	if !slug.MatchString(text(row.value["name"])) {
		report(row.at("name"), "name what the code means in lower-case words joined by _")
	}
	for key, words := range map[string]any{"": row.value, "do/": row.value["do"]} {
		if en := text(obj(words)["en"]); en == "" || key == "do/" && !isEnglish(en) {
			report(row.at(key+"en"), "say in English %s", saysOrDoes(key))
		}
		if isEmptyText(obj(words)["zh"]) {
			report(row.at(key+"zh"), "say in Chinese %s", saysOrDoes(key))
		}
	}
	oneOf(row, "retry", Retries, false, report)
	oneOf(row, "action", Actions, false, report)
	if status, ok := row.value["status"].(float64); has(row.value, "status") && (!ok || status < 100 || status > 599) {
		report(row.at("status"), "write the HTTP status as a number, or leave it out where nobody has seen it")
	}
	for _, t := range list(row.value["texts"]) {
		for _, p := range placeholder.FindAllString(text(t), -1) {
			if !slices.Contains(placeholders, p) {
				report(row.at("texts"), "%s is no placeholder: write one of %s", p, strings.Join(placeholders, " "))
			}
		}
	}
	checkOneEvidence(part{row.pointer, object{"x-evidence": row.value["evidence"]}}, report)
}

func saysOrDoes(key string) string {
	if key == "" {
		return "what the code means"
	}
	return "what to do about it"
}

func oneOf(row part, key string, words []string, optional bool, report report) {
	if optional && !has(row.value, key) {
		return
	}
	if !slices.Contains(words, text(row.value[key])) {
		report(row.at(key), "%s must be one of %s", key, strings.Join(words, ", "))
	}
}
