package fleet

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/redis/go-redis/v9"

	"github.com/go-ali1688/ali1688/internal/redislease"
	"github.com/go-ali1688/ali1688/loose"
)

// Collect appends the lines of the batch to a file as they come, each with an id and what belongs to it, and returns
// when all ids of the batch are there. A line is removed from Redis when it is on the disk, so that Redis keeps what
// was not collected only. It can be interrupted and begun again with the same file. One process collects at a time.
func (b *Batch) Collect(ctx context.Context, file string) error {
	lease, ok, err := redislease.Try(ctx, b.client, b.key("collector"), claimLength)
	switch {
	case err != nil:
		return err
	case !ok:
		return errCollected
	}
	defer lease.Release()
	out, err := os.OpenFile(file, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return err
	}
	c := &collector{Batch: b, out: out}
	err = c.read()
	if err == nil {
		err = c.run(ctx)
	}
	return errors.Join(err, out.Close())
}

var errCollected = errors.New("another process collects this batch")

type collector struct {
	*Batch
	out *os.File
	has map[string]bool // the ids in the file
}

// read reads the ids in the file, and cuts off a last line that was not written to its end.
func (c *collector) read() error {
	c.has = map[string]bool{}
	in, whole := bufio.NewReader(c.out), int64(0)
	for {
		text, err := in.ReadBytes('\n')
		if errors.Is(err, io.EOF) && isTorn(string(text)) {
			break
		}
		if err != nil && !errors.Is(err, io.EOF) {
			return err
		}
		id, err := idOf(text)
		if err != nil {
			return fmt.Errorf("%s is not a file of this batch: %w", c.out.Name(), err)
		}
		c.has[id] = true
		whole += int64(len(text))
	}
	if err := c.out.Truncate(whole); err != nil {
		return err
	}
	_, err := c.out.Seek(whole, io.SeekStart)
	return err
}

// isTorn reports whether a text may be a line that was not written to its end, or nothing of one. Another one is of a
// file that is not ours, which must not be cut.
func isTorn(text string) bool {
	const begins = `{"id":"`
	return strings.HasPrefix(text, begins) || strings.HasPrefix(begins, text)
}

func idOf(text []byte) (string, error) {
	var l struct {
		ID string `json:"id"`
	}
	if err := loose.Unmarshal(text, &l); err != nil || l.ID == "" {
		return "", errors.New("a line has no id")
	}
	return l.ID, nil
}

func (c *collector) run(ctx context.Context) error {
	for {
		n, err := c.move(ctx)
		if err != nil {
			return err
		}
		if n > 0 {
			continue
		}
		done, all, err := c.Progress(ctx)
		if err != nil {
			return err
		}
		if done >= all { // and nothing was left just before: lines are written when an id is done
			n, err = c.move(ctx)
			if n == 0 || err != nil {
				return err
			}
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(poll):
		}
	}
}

// move writes some lines to the file, then removes them from Redis, and returns how many.
func (c *collector) move(ctx context.Context) (int, error) {
	const some = 200
	lines, err := c.client.LRange(ctx, c.key("lines"), 0, some-1).Result()
	if err != nil || len(lines) == 0 {
		return 0, err
	}
	w := bufio.NewWriter(c.out)
	for _, text := range lines {
		id, err := idOf([]byte(text))
		if err != nil {
			return 0, err
		}
		if !c.has[id] {
			c.has[id] = true
			_, _ = w.WriteString(text + "\n") // Flush has the error
		}
	}
	if err := errors.Join(w.Flush(), c.out.Sync()); err != nil {
		return 0, err
	}
	return len(lines), c.remove(ctx, lines)
}

// A process that stood still for so long that another one collects must not remove lines that it has not read.
var removeScript = redis.NewScript(`
if redis.call('LINDEX', KEYS[1], 0) ~= ARGV[1] then return 0 end
redis.call('LTRIM', KEYS[1], ARGV[2], -1)
return 1`)

// remove removes lines from Redis that begin the list.
func (c *collector) remove(ctx context.Context, lines []string) error {
	removed, err := removeScript.Run(ctx, c.client, []string{c.key("lines")}, lines[0], len(lines)).Int()
	if err == nil && removed == 0 {
		err = errCollected
	}
	return err
}
