// Package missed fetches the messages of the open platform that did not arrive: those that the application did not
// answer with 200, or confirm. They reach the same callbacks as the others, and what was done is not done again.
//
//	done, err := missed.Query(ctx, client, receiver, missed.Filter{})
//
// [Query] confirms a message when it is done, and not before. [Cursor] needs fewer requests, but the platform confirms
// what it hands out: a message whose response is lost, or whose callback fails, does not come again.
package missed

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-ali1688/ali1688/openplatform"
	"github.com/go-ali1688/ali1688/push"

	platform "github.com/go-ali1688/ali1688/generated/platform"
)

// Filter chooses messages. The zero Filter is all of them.
type Filter struct {
	From, To time.Time // when they were made; the zero time is no bound
	Topic    string
	UserInfo string // the member id of the account that they are about
}

// pageSize is the largest page that the platform gives.
const pageSize = 200

// ErrNotDone is returned when some messages reached their callback and were not done. The receiver has reported why.
var ErrNotDone = errors.New("missed: messages were not done")

// Query hands the messages that did not arrive to the receiver and confirms those that were done. It returns how many
// that were. Messages that were not done stay on the platform, and are [ErrNotDone].
func Query(ctx context.Context, c *openplatform.Client, r *push.Receiver, f Filter) (done int, err error) {
	failed := map[string]bool{}
	for page := int64(1); ; {
		rows, err := query(ctx, c, f, page)
		if err != nil {
			return done, err
		}
		confirmed := handle(ctx, r, rows, failed)
		done += len(confirmed)
		if err := confirm(ctx, c, confirmed); err != nil {
			return done, err
		}
		switch {
		case len(rows) < pageSize && len(failed) > 0:
			return done, fmt.Errorf("%w: %d", ErrNotDone, len(failed))
		case len(rows) < pageSize:
			return done, ctx.Err()
		case len(confirmed) == 0: // only messages that failed before
			page++
		}
	}
}

// handle passes the rows that did not fail before to the receiver, and returns the ids of those that are done. A row
// that failed is known by its id, or by its text if nobody can read it.
func handle(ctx context.Context, r *push.Receiver, rows []jsontext.Value, failed map[string]bool) (done []int64) {
	for _, row := range rows {
		key := string(row)
		if m, err := push.Parse(row); err == nil {
			key = m.ID
		}
		id, isNumber := number(key)
		switch {
		case failed[key]:
		case r.Receive(ctx, row) != nil || !isNumber:
			failed[key] = true
		default:
			done = append(done, id)
		}
	}
	return done
}

func number(id string) (int64, bool) {
	n, err := strconv.ParseInt(id, 10, 64)
	return n, err == nil
}

// query returns a page. It takes none from a cache, which would show confirmed messages again and again. It calls by
// name, as [Cursor] does: the receiver reads the messages, and a member that a strict client refuses hides none.
func query(ctx context.Context, c *openplatform.Client, f Filter, page int64) ([]jsontext.Value, error) {
	size := int64(pageSize)
	ctx = openplatform.WithoutCache(ctx)
	response, err := c.Call(ctx, "push.query.messageList", &platform.PushQueryMessageListRequest{
		CreateStartTime: timeOf(f.From), CreateEndTime: timeOf(f.To), Page: &page, PageSize: &size,
		Type: textOf(f.Topic), UserInfo: textOf(f.UserInfo),
	})
	if err != nil {
		return nil, err
	}
	var body struct {
		Page struct {
			Rows []jsontext.Value `json:"datas"`
		} `json:"pushMessagePage"`
	}
	err = json.Unmarshal(response, &body, loose.Options())
	return body.Page.Rows, err
}

func confirm(ctx context.Context, c *openplatform.Client, ids []int64) error {
	if len(ids) == 0 {
		return nil
	}
	_, err := c.Push.MessageConfirm(ctx, &platform.PushMessageConfirmRequest{MsgIDList: ids})
	return err
}

// Cursor takes the messages that did not arrive and hands them to the receiver. It returns how many were done. The
// platform has confirmed all of them: what was not done is handed to lost, and does not come again.
func Cursor(
	ctx context.Context, c *openplatform.Client, r *push.Receiver, f Filter, lost func(message []byte, err error),
) (done int, err error) {
	size := int64(pageSize)
	for {
		response, err := c.Call(ctx, "push.cursor.messageList", &platform.PushCursorMessageListRequest{
			CreateStartTime: timeOf(f.From), CreateEndTime: timeOf(f.To), Quantity: &size,
			Type: textOf(f.Topic), UserInfo: textOf(f.UserInfo),
		})
		rows, err := taken(response, err)
		if err != nil || len(rows) == 0 {
			return done, err
		}
		for _, row := range rows {
			if err := r.Receive(ctx, row); err != nil {
				lost(row, err)
				continue
			}
			done++
		}
	}
}

// taken returns the messages of a response of push.cursor.messageList, also beside an error that leaves the outcome
// open: the platform has confirmed them.
func taken(response jsontext.Value, err error) ([]jsontext.Value, error) {
	var body struct {
		Rows []jsontext.Value `json:"pushMessageList"`
	}
	if response == nil || err != nil && !errors.Is(err, openplatform.ErrOutcomeUnknown) {
		return nil, err
	}
	if broken := json.Unmarshal(response, &body, loose.Options()); broken != nil || len(body.Rows) == 0 {
		return nil, errors.Join(err, broken)
	}
	return body.Rows, nil
}

func textOf(text string) *string {
	if text == "" {
		return nil
	}
	return &text
}

func timeOf(t time.Time) *string {
	if t.IsZero() {
		return nil
	}
	return textOf(openplatform.FormatTime(t))
}
