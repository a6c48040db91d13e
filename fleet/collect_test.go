package fleet_test

import (
	"context"
	"path/filepath"
	"testing"

	"github.com/redis/go-redis/v9"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/fleet"
	"github.com/go-ali1688/ali1688/internal/testkit/redisserver"
)

// afterRange calls a function after each LRANGE.
type afterRange struct{ do func(context.Context) }

func (afterRange) DialHook(next redis.DialHook) redis.DialHook { return next }

func (afterRange) ProcessPipelineHook(next redis.ProcessPipelineHook) redis.ProcessPipelineHook {
	return next
}

func (h afterRange) ProcessHook(next redis.ProcessHook) redis.ProcessHook {
	return func(ctx context.Context, cmd redis.Cmder) error {
		err := next(ctx, cmd)
		if cmd.Name() == "lrange" {
			h.do(ctx)
		}
		return err
	}
}

// TestTwoCollectors removes no line that was not read if another process, which took the lease over, collects.
func TestTwoCollectors(t *testing.T) {
	const key = "ali1688:{fleet:b}lines"
	server := redisserver.Start(t)
	other, late := connect(t, server), connect(t, server)
	require.NoError(t, other.RPush(t.Context(), key, `{"id":"1"}`).Err())
	late.AddHook(afterRange{func(ctx context.Context) {
		if other.LLen(ctx, "moved").Val() > 0 {
			return
		}
		require.NoError(t, other.RPush(ctx, "moved", "once").Err())
		require.NoError(t, other.LTrim(ctx, key, 1, -1).Err())
		require.NoError(t, other.RPush(ctx, key, `{"id":"2"}`).Err())
	}})
	err := fleet.New(late, "b", fleet.Options{}).Collect(t.Context(), filepath.Join(t.TempDir(), "out"))
	require.EqualError(t, err, "another process collects this batch")
	left, err := other.LRange(t.Context(), key, 0, -1).Result()
	require.NoError(t, err)
	assert.Equal(t, []string{`{"id":"2"}`}, left)
}
