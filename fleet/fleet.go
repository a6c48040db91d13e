// Package fleet shares a list of ids among workers on several machines, over Redis and the engine asynq. The ids of a
// worker that was killed are done by the others.
//
//	batch := fleet.New(rdb, "prices", fleet.Options{})
//	added, err := batch.Add(ctx, ids...)                   // on one machine
//	err = batch.Work(ctx, 8, func(ctx context.Context, id string) (any, error) {
//		return client.ItemGet(ctx, &gateway.ItemGetParams{NumIID: id})
//	})                                                     // on each
//	err = batch.Collect(ctx, "prices.ndjson")              // on one
//
// Each id that was added is in the file of Collect once, with what the function returned or with its error. An id is
// requested once, but for these: a worker that is killed, or loses Redis until it ends, loses what it was doing, so
// that at most as many ids are requested again as it had at once. They come back after one to two minutes. So the
// function must not order or pay. An id that was given to two workers, as asynq may do on machines whose clocks
// differ, is requested by one of them.
//
// Redis must not forget, see package redisstore. After a loss of its data Add the ids again: Collect writes none twice
// to a file.
package fleet

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"time"

	"github.com/hibiken/asynq"
	"github.com/redis/go-redis/v9"
)

// Options are the options of a [Batch].
type Options struct {
	Prefix   string        // of the keys; "" is "ali1688:"
	Attempts int           // for an id, if its errors pass; 0 is 3
	Wait     time.Duration // before the second attempt, then doubled; 0 is 5 seconds
}

// Batch is a list of ids with a name. It is safe for concurrent use.
type Batch struct {
	client redis.UniversalClient
	name   string
	opts   Options
}

// New returns the batch of a name, on each machine with the same options. [redisstore.Connect] makes a client.
func New(client redis.UniversalClient, name string, opts Options) *Batch {
	opts.Prefix, opts.Attempts = cmp.Or(opts.Prefix, "ali1688:"), cmp.Or(opts.Attempts, 3)
	opts.Wait = cmp.Or(opts.Wait, 5*time.Second)
	return &Batch{client: client, name: name, opts: opts}
}

// key returns the name of a key: ids, done, both sets; lines, a list; attempts, a hash; names of leases.
func (b *Batch) key(name string) string { return b.opts.Prefix + "{fleet:" + b.name + "}" + name }

// queue is the name of the queue in asynq.
func (b *Batch) queue() string { return b.opts.Prefix + b.name }

// taskType is the type of all tasks: the payload is an id.
const taskType = "id"

// unlimited is the number of times that asynq tries a task. Attempts are counted here, because a task that asynq
// archives would never be in the output.
const unlimited = 1 << 30

// Add adds ids and returns how many were new. What is there or done already is not added again. After an error add the
// same ids again.
func (b *Batch) Add(ctx context.Context, ids ...string) (int, error) {
	queue := asynq.NewClientFromRedisClient(b.client)
	added := 0
	for part := range slices.Chunk(ids, 500) {
		n, err := b.addPart(ctx, queue, part)
		added += n
		if err != nil {
			return added, err
		}
	}
	return added, nil
}

func (b *Batch) addPart(ctx context.Context, queue *asynq.Client, ids []string) (int, error) {
	members := make([]any, len(ids))
	for i, id := range ids {
		if id == "" {
			return 0, errors.New("an id is empty")
		}
		members[i] = id
	}
	added, err := b.client.SAdd(ctx, b.key("ids"), members...).Result()
	if err != nil {
		return 0, err
	}
	done, err := b.client.SMIsMember(ctx, b.key("done"), members...).Result()
	if err != nil {
		return int(added), err
	}
	for i, id := range ids {
		if !done[i] {
			err = b.enqueue(ctx, queue, id)
		}
		if err != nil {
			return int(added), err
		}
	}
	return int(added), nil
}

func (b *Batch) enqueue(ctx context.Context, queue *asynq.Client, id string) error {
	_, err := queue.EnqueueContext(ctx, asynq.NewTask(taskType, []byte(id)), asynq.Queue(b.queue()), asynq.TaskID(id),
		asynq.MaxRetry(unlimited))
	if errors.Is(err, asynq.ErrTaskIDConflict) {
		return nil
	}
	return err
}

// Progress returns how many ids are done, and of how many.
func (b *Batch) Progress(ctx context.Context) (done, all int64, err error) {
	pipe := b.client.Pipeline()
	doneCount, allCount := pipe.SCard(ctx, b.key("done")), pipe.SCard(ctx, b.key("ids"))
	_, err = pipe.Exec(ctx)
	return doneCount.Val(), allCount.Val(), err
}

// Delete removes the batch from Redis, with what was not collected. No worker may be at work.
func (b *Batch) Delete(ctx context.Context) error {
	err := asynq.NewInspectorFromRedisClient(b.client).DeleteQueue(b.queue(), true)
	if errors.Is(err, asynq.ErrQueueNotFound) {
		err = nil
	}
	return errors.Join(err, b.client.Del(ctx, b.key("ids"), b.key("done"), b.key("lines"), b.key("attempts")).Err())
}
