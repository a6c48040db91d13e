package gen

// refusals are the rows of x-error-codes by their key.
type refusals map[string]refusal

// refusal is one row of x-error-codes.
type refusal struct {
	Name       string    `json:"name"`
	Match      string    `json:"match"`
	Operations []string  `json:"operations"`
	Inferred   []string  `json:"inferred"` // operations that the row is applied to by inference
	Text       string    `json:"text"`     // of a case
	EN         string    `json:"en"`
	ZH         string    `json:"zh"`
	Do         sentences `json:"do"`
	Retry      string    `json:"retry"`
	Action     string    `json:"action"`
	Texts      []string  `json:"texts"`
	Status     int       `json:"status"`
	Charged    string    `json:"charged"`
	Evidence   evidence  `json:"evidence"`
	Cases      []refusal `json:"cases"`
}

// sentences are a text in both languages.
type sentences struct {
	EN string `json:"en"`
	ZH string `json:"zh"`
}

// Refusal is one error code with the Go name of its constant.
type Refusal struct {
	refusal
	Code, Go string
}

// Row is the row without its names.
func (r Refusal) Row() refusal { return r.refusal }

// Constant reports whether the code gets a constant: words that a message contains are no code.
func (r Refusal) Constant() bool { return r.Match != "text" }

// inferences returns a row of evidence "inferred" for every row that is applied to further operations by inference.
func inferences(rows []Refusal) []Refusal {
	var out []Refusal
	for _, r := range rows {
		if len(r.Inferred) > 0 {
			r.Operations, r.Evidence.Level = r.Inferred, "inferred"
			out = append(out, r)
		}
	}
	return out
}

// list returns the rows in the order of their keys, their names beginning with a stem.
func (rows refusals) list(stem string) []Refusal {
	var out []Refusal
	for _, key := range sortedKeys(rows) {
		row := rows[key]
		out = append(out, Refusal{refusal: row, Code: key, Go: stem + camel(row.Name)})
	}
	return out
}
