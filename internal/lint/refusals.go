package lint

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/go-ali1688/ali1688/internal/document"
)

// What rows of x-error-codes may say. Package refusal has a constant for each.
var (
	Retries = []string{"never", "soon", "pause", "later", "tomorrow"}
	Actions = []string{
		"none", "retry", "slow_down", "wait", "buy_quota", "ask_permission", "refresh_token", "use_right_account",
		"fix_signature",
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
func checkRefusals(d *inputs, report report) {
	ids := map[string]bool{}
	for _, op := range d.Operations() {
		ids[op.ID] = true
	}
	check := func(at string, table document.Map[document.ErrorCode]) {
		names := map[string]string{}
		for code, row := range table.Sorted() {
			rowAt := at + document.Pointer(code)
			checkRefusal(rowAt, row, ids, report)
			if other, twice := names[row.Name]; twice {
				report(rowAt+"/name", "%s has this name already: choose another, it becomes the name of a constant", other)
			}
			names[row.Name] = code
		}
	}
	check("/"+document.XErrorCodes, d.ErrorCodes)
	for _, s := range d.Schemas {
		check(s.At(document.XErrorCodes), s.Value.ErrorCodes)
	}
}

func checkRefusal(at string, row document.ErrorCode, operations map[string]bool, report report) {
	checkOneRefusal(at, row, report)
	if row.Match != "" {
		oneOf(at+"/match", row.Match, matches, report)
	}
	for _, name := range slices.Concat(row.Operations, row.Inferred) {
		if !operations[name] {
			report(at, "there is no operation %s", name)
		}
	}
	for _, name := range row.Inferred {
		if slices.Contains(row.Operations, name) {
			report(at+"/inferred", "%s is in operations: a source states it, or it is inferred", name)
		}
	}
	for i, c := range row.Cases {
		caseAt := fmt.Sprintf("%s/cases/%d", at, i)
		checkOneRefusal(caseAt, c, report)
		if isBlank(c.Text) {
			report(caseAt, "write as `text` the words of the message that choose this case")
		}
	}
}

// checkOneRefusal checks what rows and cases have in common.
func checkOneRefusal(at string, row document.ErrorCode, report report) {
	if !slug.MatchString(row.Name) {
		report(at+"/name", "name what the code means in lower-case words joined by _")
	}
	for key, words := range map[string]document.Words{"/": {EN: row.EN, ZH: row.ZH}, "/do/": row.Do} {
		if words.EN == "" || key == "/do/" && !isEnglish(words.EN) {
			report(at+key+"en", "say in English %s", saysOrDoes(key))
		}
		if isBlank(words.ZH) {
			report(at+key+"zh", "say in Chinese %s", saysOrDoes(key))
		}
	}
	oneOf(at+"/retry", row.Retry, Retries, report)
	oneOf(at+"/action", row.Action, Actions, report)
	if row.Status != 0 && (row.Status < 100 || row.Status > 599) {
		report(at+"/status", "write the HTTP status as a number, or leave it out where nobody has seen it")
	}
	for _, t := range row.Texts {
		for _, p := range placeholder.FindAllString(t, -1) {
			if !slices.Contains(placeholders, p) {
				report(at+"/texts", "%s is no placeholder: write one of %s", p, strings.Join(placeholders, " "))
			}
		}
	}
	checkOneEvidence(at+"/evidence", row.Evidence, report)
}

func saysOrDoes(key string) string {
	if key == "/" {
		return "what the code means"
	}
	return "what to do about it"
}

func oneOf(at, word string, words []string, report report) {
	if !slices.Contains(words, word) {
		report(at, "%s must be one of %s", document.LastName(at), strings.Join(words, ", "))
	}
}
