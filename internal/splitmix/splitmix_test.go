package splitmix_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/go-ali1688/ali1688/internal/splitmix"
)

// The step of the generator, and what its author's program returns first for the seeds 0 and 1.
func TestMix(t *testing.T) {
	const step = 0x9e3779b97f4a7c15
	assert.Zero(t, splitmix.Mix(0))
	assert.Equal(t, uint64(0xe220a8397b1dcdaf), splitmix.Mix(step))
	assert.Equal(t, uint64(0x910a2dec89025cc1), splitmix.Mix(1+step))
}
