// Package diskcache keeps responses in a file on the disk, for [apiclient.Cache]. It uses bbolt, whose transactions
// survive a killed process and a power failure. One process at a time has the file open.
//
//	store, err := diskcache.Open("cache.db", diskcache.Options{})
//	if err != nil {
//		return err
//	}
//	defer store.Close()
//	client, err := ali1688.New(key, secret, ali1688.WithCache(apiclient.Cache{Store: store, Default: time.Hour}))
//
// The file has no credentials. It has the responses as they came, with the personal data that those about orders have;
// only its owner may read it.
package diskcache

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"time"

	"go.etcd.io/bbolt"
	bbolterrors "go.etcd.io/bbolt/errors"

	"github.com/go-ali1688/ali1688/apiclient"
)

// ErrInUse is matched by the error of [Open] if another process has the file open.
var ErrInUse = errors.New("another process has the cache open")

// Options are how to keep responses. The zero value is right for most.
type Options struct {
	MaxBytes int64            // of all responses together; 0 is 1 GiB. Those that were kept first are dropped first.
	Clock    func() time.Time // nil is time.Now
	Wait     time.Duration    // how long [Open] waits for another process; 0 is a second
}

// Store is a cache in a file. It is safe for concurrent use.
type Store struct {
	db  *bbolt.DB
	max int64
	now func() time.Time
}

// The buckets: responses by key, keys by the order in which they were kept, and the number of bytes.
var (
	entries = []byte("entries")
	order   = []byte("order")
	totals  = []byte("totals")
	version = []byte("version 1")
	size    = []byte("bytes")
)

// Open opens the file, or creates it with mode 0600.
func Open(file string, opts Options) (*Store, error) {
	if opts.Wait <= 0 {
		opts.Wait = time.Second
	}
	db, err := bbolt.Open(file, 0o600, &bbolt.Options{Timeout: opts.Wait})
	switch {
	case errors.Is(err, bbolterrors.ErrTimeout):
		return nil, fmt.Errorf("%s: %w", file, ErrInUse)
	case err != nil:
		return nil, fmt.Errorf("cannot open the cache %s: %w", file, err)
	}
	s := &Store{db: db, max: opts.MaxBytes, now: opts.Clock}
	if s.max <= 0 {
		s.max = 1 << 30
	}
	if s.now == nil {
		s.now = time.Now
	}
	if err := db.Update(prepare); err != nil {
		return nil, errors.Join(fmt.Errorf("cannot use the cache %s: %w", file, err), db.Close())
	}
	return s, nil
}

// prepare creates the buckets, and refuses a file that is of something else.
func prepare(tx *bbolt.Tx) error {
	isNew := true
	if err := tx.ForEach(func([]byte, *bbolt.Bucket) error { isNew = false; return nil }); err != nil {
		return err
	}
	if b := tx.Bucket(totals); !isNew && (b == nil || b.Get(version) == nil) {
		return errors.New("it is not a cache of this version")
	}
	for _, name := range [][]byte{entries, order, totals} {
		if _, err := tx.CreateBucketIfNotExists(name); err != nil {
			return err
		}
	}
	return tx.Bucket(totals).Put(version, []byte{1})
}

// Close closes the file.
func (s *Store) Close() error { return s.db.Close() }

// Get returns what is kept of a key, unless its time is over.
func (s *Store) Get(_ context.Context, key string) (entry apiclient.CacheEntry, ok bool, err error) {
	err = s.db.View(func(tx *bbolt.Tx) error {
		kept, readable := parse(tx.Bucket(entries).Get([]byte(key)))
		if readable && s.now().Before(kept.until) {
			entry, ok = apiclient.CacheEntry{Body: bytes.Clone(kept.body), At: kept.at}, true
		}
		return nil
	})
	return entry, ok, err
}

// Set keeps a response for a time. Several at once share a transaction. One that is larger than the cache is not kept.
func (s *Store) Set(_ context.Context, key string, entry apiclient.CacheEntry, keep time.Duration) error {
	kept := record{at: entry.At, until: s.now().Add(keep), body: entry.Body}
	if sizeOf([]byte(key), kept.body) > s.max {
		return nil
	}
	return s.db.Batch(func(tx *bbolt.Tx) error {
		t := transaction{tx.Bucket(entries), tx.Bucket(order), tx.Bucket(totals)}
		if err := t.drop([]byte(key)); err != nil {
			return err
		}
		if err := t.put([]byte(key), kept); err != nil {
			return err
		}
		return t.shrink(s.max)
	})
}

// record is a response as it is kept: three numbers of eight bytes, and the body.
type record struct {
	at, until time.Time
	turn      uint64 // its key in the bucket of the order
	body      []byte
}

const head = 24

func (r *record) encode() []byte {
	out := make([]byte, 0, head+len(r.body))
	out = binary.BigEndian.AppendUint64(out, uint64(r.at.UnixNano()))
	out = binary.BigEndian.AppendUint64(out, uint64(r.until.UnixNano()))
	out = binary.BigEndian.AppendUint64(out, r.turn)
	return append(out, r.body...)
}

// parse returns a record whose body is that of the transaction.
func parse(value []byte) (record, bool) {
	if len(value) < head {
		return record{}, false
	}
	number := func(at int) uint64 { return binary.BigEndian.Uint64(value[at:]) }
	return record{time.Unix(0, int64(number(0))), time.Unix(0, int64(number(8))), number(16), value[head:]}, true
}

// sizeOf counts what a response takes, roughly.
func sizeOf(key, body []byte) int64 { return int64(2*len(key) + len(body) + 100) }

// transaction is a write of the cache.
type transaction struct{ entries, order, totals *bbolt.Bucket }

func (t *transaction) put(key []byte, r record) (err error) {
	if r.turn, err = t.order.NextSequence(); err != nil {
		return err
	}
	return errors.Join(t.order.Put(turnKey(r.turn), key), t.entries.Put(key, r.encode()), t.add(sizeOf(key, r.body)))
}

// drop removes what is kept of a key, if anything.
func (t *transaction) drop(key []byte) error {
	r, ok := parse(t.entries.Get(key))
	if !ok {
		return nil
	}
	freed := sizeOf(key, r.body)
	return errors.Join(t.order.Delete(turnKey(r.turn)), t.entries.Delete(key), t.add(-freed))
}

// shrink drops what was kept first until the rest is not too large.
func (t *transaction) shrink(most int64) error {
	for t.bytes() > most {
		_, key := t.order.Cursor().First()
		if key == nil {
			return nil
		}
		if err := t.drop(bytes.Clone(key)); err != nil {
			return err
		}
	}
	return nil
}

func turnKey(turn uint64) []byte { return binary.BigEndian.AppendUint64(nil, turn) }

// bytes returns the size of all responses.
func (t *transaction) bytes() int64 {
	if value := t.totals.Get(size); len(value) == 8 {
		return int64(binary.BigEndian.Uint64(value))
	}
	return 0
}

func (t *transaction) add(n int64) error {
	return t.totals.Put(size, binary.BigEndian.AppendUint64(nil, uint64(t.bytes()+n)))
}
