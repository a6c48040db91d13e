package redisstore

import (
	"context"
	"errors"
	"strconv"
	"time"

	"github.com/redis/go-redis/v9"
)

// A record is a hash with a time, which is kept by the clock of Redis and read by that of the reader.

var putScript = redis.NewScript(`
local time = redis.call('TIME')
local at = ''
if ARGV[1] ~= '' then at = string.format('%.0f', time[1] * 1000000 + time[2] + ARGV[1]) end
redis.call('DEL', KEYS[1])
redis.call('HSET', KEYS[1], 'at', at, unpack(ARGV, 3))
if tonumber(ARGV[2]) > 0 then redis.call('PEXPIRE', KEYS[1], ARGV[2]) end
return {}`)

// put writes a record with a time and members, each a name and its value. It is kept for a time, 0 for ever.
func (s *Store) put(ctx context.Context, key string, at time.Time, keep time.Duration, members ...any) error {
	args := []any{"", keep.Milliseconds()}
	if !at.IsZero() {
		args[0] = at.Sub(s.opts.Clock()).Microseconds()
	}
	_, err := s.run(ctx, putScript, []string{key}, append(args, members...)...)
	return err
}

var getScript = redis.NewScript(`
local time = redis.call('TIME')
local kept = redis.call('HMGET', KEYS[1], unpack(ARGV))
if kept[1] and kept[1] ~= '' then kept[1] = string.format('%.0f', kept[1] - (time[1] * 1000000 + time[2])) end
return kept`)

// get returns the time and the members of a record, or false if there is none.
func (s *Store) get(ctx context.Context, key string, names ...any) (time.Time, []string, bool, error) {
	values, err := s.run(ctx, getScript, []string{key}, append([]any{"at"}, names...)...)
	if err != nil || len(values) == 0 || values[0] == nil {
		return time.Time{}, nil, false, err
	}
	members := make([]string, 0, len(values))
	for _, v := range values {
		text, ok := v.(string)
		if !ok {
			return time.Time{}, nil, false, unavailable(errors.New("a record is not complete"))
		}
		members = append(members, text)
	}
	var at time.Time
	if offset, err := strconv.ParseInt(members[0], 10, 64); err == nil {
		at = s.opts.Clock().Add(time.Duration(offset) * time.Microsecond)
	}
	return at, members[1:], true, nil
}
