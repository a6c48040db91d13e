package fleet_test

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/fleet"
	"github.com/go-ali1688/ali1688/internal/testkit/redisserver"
	"github.com/go-ali1688/ali1688/internal/testkit/testenv"
)

func startWorker(t *testing.T, server *redisserver.Server, url string) *exec.Cmd {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), workerVariable+"="+server.Addr+" "+url)
	cmd.Stderr = os.Stderr
	require.NoError(t, cmd.Start())
	return cmd
}

// TestKilledWorkers kills one of two workers at random moments, and starts another one each time. In the end every id
// is in the output once, and no more was requested twice than was under way at the kills. The others do the ids of a
// killed worker, in the time after which asynq notices.
func TestKilledWorkers(t *testing.T) {
	if testing.Short() {
		t.Skip("SKIPPED: -short leaves out what waits for minutes")
	}
	kills, random := testenv.Kills(t), testenv.Random(t)
	server := redisserver.Start(t)
	api, url := newCounter(t)
	batch, ids := fleet.New(connect(t, server), "b", fleet.Options{}), idsOf(1_000*kills)
	added, err := batch.Add(t.Context(), ids...)
	require.NoError(t, err)
	assert.Equal(t, len(ids), added)
	workers := []*exec.Cmd{startWorker(t, server, url), startWorker(t, server, url)}
	file := filepath.Join(t.TempDir(), "out.ndjson")
	collected := make(chan error, 1)
	go func() { collected <- batch.Collect(t.Context(), file) }()
	for range kills {
		api.await(1 + random.IntN(len(ids)/(kills+1)))
		which := random.IntN(2)
		require.NoError(t, workers[which].Process.Kill())
		require.Error(t, workers[which].Wait(), "it was killed before its end")
		workers[which] = startWorker(t, server, url)
	}
	require.NoError(t, errors.Join(workers[0].Wait(), workers[1].Wait()))
	require.NoError(t, <-collected)

	got := lines(t, file)
	assert.Len(t, got, len(ids))
	for _, id := range ids {
		assert.Equal(t, "of "+id, got[id])
	}
	assert.LessOrEqual(t, api.total(), len(ids)+kills*atOnce, "requests")
	t.Logf("%d kills, %d requests for %d ids", kills, api.total(), len(ids))
}
