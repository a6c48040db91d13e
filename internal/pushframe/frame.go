// Package pushframe has the frames in which the open platform sends messages over WebSocket, for who receives them
// and for the mock, which sends them.
package pushframe

import (
	"crypto/hmac"
	"crypto/md5" // the platform's choice
	"encoding/hex"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json"

	"github.com/go-ali1688/ali1688/loose"
)

// The types of frames.
const (
	Connect    = "CONNECT"     // the application says who it is
	ConnectAck = "CONNECT_ACK" // the platform accepts it
	Heartbeat  = "HEARTBEAT"   // from the application, every 30 seconds
	Push       = "SERVER_PUSH" // a message
	Confirm    = "CONFIRM"     // of a message that was done
	System     = "SYSTEM"      // words of the platform
	Close      = "CLOSE"       // the platform ends the connection
)

// Test is the source of a message that the platform's own test tool sent. Without a source a message is real.
const Test = "MOCK"

// Frame is a frame. Members that are empty are left out.
type Frame struct {
	Type           string    `json:"type"`
	ID             loose.ID  `json:"id,omitzero"`
	AppKey         string    `json:"appKey,omitzero"`
	Content        string    `json:"content,omitzero"` // a message as JSON text
	PubTime        int64     `json:"pubTime,omitzero"` // milliseconds since 1970
	Source         string    `json:"msgSource,omitzero"`
	RelatedID      loose.Int `json:"relatedId,omitzero"` // of a confirmation: the id of the push
	RelatedMsgTime int64     `json:"relatedMsgTime,omitzero"`
	CostInISV      *int64    `json:"costInIsv,omitzero"` // milliseconds
	Sign           string    `json:"sign,omitzero"`
}

// Read reads a frame.
func Read(text []byte) (Frame, error) {
	var f Frame
	err := loose.Unmarshal(text, &f)
	return f, err
}

// Text returns the frame as JSON.
func (f Frame) Text() ([]byte, error) { return json.Marshal(f) }

// Signature returns the signature of a frame: the MD5 sum of the secret, the key, the content and the time, in capital
// hexadecimal digits.
func (f Frame) Signature(secret string) string {
	sum := md5.Sum([]byte(secret + f.AppKey + f.Content + strconv.FormatInt(f.PubTime, 10)))
	return strings.ToUpper(hex.EncodeToString(sum[:]))
}

// Signed reports whether the frame has the signature that the secret gives.
func (f Frame) Signed(secret string) bool {
	return hmac.Equal([]byte(f.Sign), []byte(f.Signature(secret)))
}
