package openplatform

import (
	"slices"
	"strings"
	"sync"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/internal/phpjson"
)

// This file is the one rule by which a response counts as a success, a failure or neither, whatever the operation and
// the route. The document says where to look: see x-outcome in openapi/RULES.md.

// outcome is what a response states about the call.
type outcome struct {
	code    platform.Code
	message string
	ids     []string // what the deed is proved by
	order   string   // the first of them that is an order

	succeeded  bool // it says so
	failed     bool // it says so, of all or of a part
	proven     bool // something is there that only the deed makes
	denied     bool // a boolean that would prove the deed is false
	doubtful   bool // it tells of an error, and not of a failure
	hollow     bool // the place of the proof is there, and empty
	idle       bool // it says that there was nothing to do
	unreadable bool // a member that decides is of another kind

	payload bool // of a read: some of what it is for
	blank   bool // of a read: an empty list, or a total of 0
}

// undocumented are members in which refusals of what lies before the API were seen, and failures in places that the
// document lacks.
var undocumented = []string{"error", "success", "isSuccess", "result.success", "result.isSuccess"}

var wanted sync.Map // of *paths, by *platform.Operation

func pathsOf(op *platform.Operation) *paths {
	if known, ok := wanted.Load(op); ok {
		return known.(*paths)
	}
	o := op.Outcome
	p := newPaths(o.Success, o.Code, o.Message, o.Failed, o.Proof, o.Idle, op.Payload)
	if op.Total != "" {
		p.add(op.Total)
	}
	for _, path := range undocumented {
		p.addOutside(path)
	}
	if len(op.Levels) > 0 { // an undescribed operation is a new one in every call
		wanted.Store(op, p)
	}
	return p
}

// stated reads what a body states about a call of op.
func stated(op *platform.Operation, body jsontext.Value) outcome {
	if isBare(op, body) {
		return outcome{payload: true}
	}
	if body.Kind() != '{' {
		return outcome{unreadable: true}
	}
	leaves, err := pathsOf(op).locate(body)
	if err != nil {
		return outcome{unreadable: true}
	}
	var s outcome
	for _, l := range leaves {
		s.read(op, l)
	}
	return s
}

// isBare reports whether a body is the value alone that the document has for op in place of an object.
func isBare(op *platform.Operation, body jsontext.Value) bool {
	if len(op.Levels) == 0 || slices.Contains(op.Levels[0].Kinds, "object") {
		return false
	}
	return slices.Contains(op.Levels[0].Kinds, phpjson.TypeOf(body))
}

// read adds what one member states. A member may be in several lists: a row that was done proves its deed, and one
// that was not is a failure.
func (s *outcome) read(op *platform.Operation, l leaf) {
	o, documented := op.Outcome, false
	for _, list := range []struct {
		paths []string
		read  func(leaf)
	}{
		{o.Success, s.readSuccess}, {o.Code, s.readCode}, {o.Message, s.readMessage}, {o.Failed, s.readFailed},
		{o.Proof, s.readProof}, {o.Idle, s.readIdle},
		{op.Payload, s.readPayload}, {[]string{op.Total}, s.readTotal},
	} {
		if slices.Contains(list.paths, l.path) {
			documented = true
			list.read(l)
		}
	}
	if !documented {
		s.readUndocumented(l)
	}
}

func (s *outcome) readSuccess(l leaf) {
	if l.empty {
		return
	}
	yes, ok := l.truth()
	s.unreadable = s.unreadable || !ok
	s.succeeded = s.succeeded || ok && yes
	s.failed = s.failed || ok && !yes
}

func (s *outcome) readCode(l leaf) {
	code := platform.Code(l.text)
	switch {
	case l.empty:
	case l.wrong, l.kind == '{', l.kind == '[':
		s.unreadable = true
	case code.IsSuccess():
		s.succeeded = true
	default:
		s.failed = true
		if s.code == "" {
			s.code = code
		}
	}
}

// readMessage keeps the first text. One in a member that is named after errors tells of one.
func (s *outcome) readMessage(l leaf) {
	if l.empty || l.text == "" {
		return
	}
	name := strings.ToLower(l.path[strings.LastIndexByte(l.path, '.')+1:])
	bad := (strings.Contains(name, "err") || strings.Contains(name, "fail")) && !isPraise(l.text)
	if s.message == "" || bad && !s.doubtful {
		s.message = l.text
	}
	s.doubtful = s.doubtful || bad
}

func isPraise(text string) bool {
	return platform.Code(text).IsSuccess() || strings.HasSuffix(strings.TrimRight(text, "!！.。 "), "成功")
}

func (s *outcome) readFailed(l leaf) {
	if !l.empty {
		s.failed = true
		s.unreadable = s.unreadable || l.wrong
	}
}

func (s *outcome) readProof(l leaf) {
	yes, isBool := l.truth()
	switch {
	case l.empty || l.kind == '0' && strings.Trim(l.text, "-0.") == "":
		s.hollow = true
	case l.wrong:
		s.unreadable = true
	case l.kind == 't', l.kind == 'f', l.kind == '"' && isBool && len(l.text) > 1:
		s.proven = s.proven || yes
		s.denied = s.denied || !yes
	default:
		s.proven = true
		s.name(l)
	}
}

// readIdle takes an empty list, and nothing else that is empty, for a queue without entries.
func (s *outcome) readIdle(l leaf) { s.idle = s.idle || l.kind == '[' && l.empty }

// name keeps an id by which the deed can be looked up.
func (s *outcome) name(l leaf) {
	if l.text == "" {
		return
	}
	s.ids = append(s.ids, l.text)
	if s.order == "" && strings.HasSuffix(l.path, "orderId") {
		s.order = l.text
	}
}

func (s *outcome) readPayload(l leaf) {
	switch {
	case l.wrong, l.kind == 'n', l.kind == '"' && l.empty:
	case l.kind == '[' && l.empty:
		s.blank = true
	default:
		s.payload = true
	}
}

func (s *outcome) readTotal(l leaf) {
	s.blank = s.blank || !l.wrong && l.text != "" && strings.Trim(l.text, "0") == ""
}

// readUndocumented takes notice of what tells of a failure in a place where the document has nothing.
func (s *outcome) readUndocumented(l leaf) {
	yes, isBool := l.truth()
	switch {
	case l.empty:
	case l.path == "error" && l.text != "" && !isPraise(l.text):
		s.message, s.doubtful = l.text, true
		s.failed = s.failed || refusing(l.text)
	case l.path != "error" && isBool && !yes:
		s.doubtful = true
	}
}

// refusing reports whether a text says that the call was not allowed, and so not made.
func refusing(text string) bool {
	text = strings.ToLower(text)
	return slices.ContainsFunc([]string{"authori", "permission", "token", "授权", "权限"},
		func(s string) bool { return strings.Contains(text, s) })
}

// errorOf returns the failure that a body states, an *UnknownOutcomeError where it leaves the outcome of a change open,
// or nil.
func (o *outgoing) errorOf(body jsontext.Value) error {
	s := stated(o.op, body)
	if o.op.Effect == platform.EffectRead {
		return o.errorOfRead(s, body)
	}
	reason := ""
	switch {
	case s.unreadable:
		reason = "the member that reports success cannot be read"
	case s.failed && s.proven:
		reason = "the response states a failure, and has what only a success makes"
	case s.failed:
		return o.failed(s, body)
	case s.doubtful:
		reason = "the response tells of an error, and not of a failure"
	case s.denied:
		reason = "the response does not confirm that it was done"
	case s.proven, s.idle:
		return nil
	case s.succeeded && s.hollow:
		reason = "the response states a success, and lacks what a success makes"
	case s.succeeded:
		return nil
	default:
		reason = "the response says neither that it worked nor that it failed"
	}
	return o.unknown(s, body, reason)
}

// errorOfRead returns an error unless the response has what was asked for, or says that there is none.
func (o *outgoing) errorOfRead(s outcome, body jsontext.Value) error {
	switch {
	case s.failed && !(s.succeeded && s.payload):
		return o.failed(s, body)
	case s.payload:
		return nil
	case s.doubtful:
		return o.failed(s, body)
	case s.blank, len(o.op.Payload) == 0 && s.succeeded:
		return nil
	}
	if s.message == "" {
		s.message = "the response has nothing of what was asked for"
	}
	return o.failed(s, body)
}

func (o *outgoing) failed(s outcome, body jsontext.Value) *Error {
	return newError(o.op, string(s.code), s.message, body)
}

// errorOfUndescribed returns the failure that a response states where such are known to stand. The document does not
// say what else it may state, so the caller has to look.
func (o *outgoing) errorOfUndescribed(body jsontext.Value) error {
	s := stated(o.op, body)
	switch {
	case s.unreadable:
		return nil
	case s.failed, s.doubtful:
		return o.failed(s, body)
	}
	return nil
}
