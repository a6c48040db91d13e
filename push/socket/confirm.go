package socket

import (
	"crypto/rand"
	"encoding/hex"
	"time"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/go-ali1688/ali1688/internal/phpjson"
	"github.com/go-ali1688/ali1688/internal/pushframe"
	"github.com/go-ali1688/ali1688/loose"
)

// confirmation returns the frame that confirms a push. It is not signed.
func confirmation(appKey string, f pushframe.Frame, id, cost int64) pushframe.Frame {
	return pushframe.Frame{
		Type: pushframe.Confirm, AppKey: appKey, ID: loose.IDOf(uuid()), PubTime: time.Now().UnixMilli(),
		RelatedID: loose.IntNumber(id), RelatedMsgTime: f.PubTime, CostInISV: &cost, Source: f.Source,
	}
}

// uuid returns a random UUID without dashes.
func uuid() string {
	var b [16]byte
	_, _ = rand.Read(b[:]) // never fails
	b[6], b[8] = b[6]&0x0f|0x40, b[8]&0x3f|0x80
	return hex.EncodeToString(b[:])
}

// innerMessage returns the member message of a content, an object or a text that is one, or nil.
func innerMessage(content string) []byte {
	var around struct {
		Message jsontext.Value `json:"message"`
	}
	if loose.Unmarshal([]byte(content), &around) != nil || around.Message == nil {
		return nil
	}
	return []byte(phpjson.Member{Value: around.Message}.Text())
}
