package document

import "github.com/go-json-experiment/json/jsontext"

// Evidence says how something is known.
type Evidence struct {
	Level   string   `json:"level"`
	Sources []string `json:"sources"`
	Seen    string   `json:"seen"` // the month, YYYY-MM, or unknown
}

// Outcome names the members of a response that state what happened to the call. Each is a dotted path; [] stands for
// every row of a list.
type Outcome struct {
	Success []string `json:"success"` // booleans
	Code    []string `json:"code"`
	Message []string `json:"message"`
	Failed  []string `json:"failed"` // present only if something failed
	Proof   []string `json:"proof"`  // present, or true, only if the mutation was done
	Idle    []string `json:"idle"`   // an empty list there means that there was nothing to do
	Aside   []string `json:"aside"`  // neither payload nor statement

	Unknown map[string]jsontext.Value `json:",embed"` // members of other names, which are mistakes
}

// Lists returns all lists of paths by their names.
func (o *Outcome) Lists() Map[[]string] {
	return Map[[]string]{
		{"success", o.Success}, {"code", o.Code}, {"message", o.Message}, {"failed", o.Failed}, {"proof", o.Proof},
		{"idle", o.Idle}, {"aside", o.Aside},
	}
}

// Pagination says how a list is paged, in dotted paths.
type Pagination struct {
	Page  string   `json:"page"`
	Size  string   `json:"size"`
	Total string   `json:"total"`
	Items []string `json:"items"`
	ID    string   `json:"id"` // of a row, from the row; "" if rows have none
	Pages []string `json:"pages"`
	First int      `json:"first"`
}

// Words are a text in both languages.
type Words struct {
	EN string `json:"en"`
	ZH string `json:"zh"`
}

// ErrorCode is a row of a table of error codes, or a case of one.
type ErrorCode struct {
	Name       string      `json:"name"`
	Match      string      `json:"match"`      // how codes are compared: "", end, digits or text
	Operations []string    `json:"operations"` // the only ones that return it; nil for all
	Inferred   []string    `json:"inferred"`   // operations that the row is applied to by inference
	Text       string      `json:"text"`       // words of the message that choose a case
	EN         string      `json:"en"`
	ZH         string      `json:"zh"`
	Do         Words       `json:"do"`
	Retry      string      `json:"retry"` // never, soon, pause, later or tomorrow
	Action     string      `json:"action"`
	Texts      []string    `json:"texts"`   // messages as they come
	Status     int         `json:"status"`  // the HTTP status, or 0
	Charged    string      `json:"charged"` // yes, no or unclear
	Evidence   Evidence    `json:"evidence"`
	Cases      []ErrorCode `json:"cases"`
}

// IsZero reports whether there is no evidence.
func (e Evidence) IsZero() bool { return e.Level == "" && e.Sources == nil && e.Seen == "" }
