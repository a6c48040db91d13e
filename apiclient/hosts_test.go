package apiclient_test

import (
	"context"
	"io"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"

	"github.com/go-ali1688/ali1688/apiclient"
	"github.com/go-ali1688/ali1688/transport"
)

// TestProbeWithoutAnswer lets a host that failed rest on, and be probed again by one call, where a probe shows nothing
// of it.
func TestProbeWithoutAnswer(t *testing.T) {
	for name, probe := range map[string]func(context.CancelFunc) error{
		"panic":    func(context.CancelFunc) error { panic("a user's") },
		"canceled": func(context.CancelFunc) error { return context.Canceled },
		"timeout":  func(context.CancelFunc) error { return context.DeadlineExceeded },
		"refused":  func(context.CancelFunc) error { return apiclient.Unsent("a", "page 0") },
		"given up": func(cancel context.CancelFunc) error {
			cancel()
			return transport.ErrNotSent
		},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				p := configured(func(c *apiclient.Config) { c.Fallback = &apiclient.Fallback{Hosts: []string{"http://b.test"}} })
				do := func(first func(context.CancelFunc) error) (host string) {
					ctx, cancel := context.WithCancel(t.Context())
					defer cancel()
					defer func() { _ = recover() }()
					var info apiclient.CallInfo
					attempts := 0
					_ = p.Do(apiclient.WithCallInfo(ctx, &info), &apiclient.Call{API: "a"}, func(context.Context) error {
						if attempts++; attempts == 1 {
							return first(cancel)
						}
						return nil
					})
					return info.Host
				}
				assert.Equal(t, "http://b.test", do(func(context.CancelFunc) error { return io.EOF }))
				time.Sleep(30 * time.Second)
				assert.Empty(t, do(probe), "the first host is probed")
				goOn, probed := make(chan struct{}), make(chan string)
				well := func(context.CancelFunc) error { return nil }
				go func() {
					probed <- do(func(context.CancelFunc) error {
						<-goOn
						return nil
					})
				}()
				synctest.Wait()
				assert.Equal(t, "http://b.test", do(well), "while another call probes the first")
				close(goOn)
				assert.Empty(t, <-probed, "the first host is probed again")
				assert.Empty(t, do(well), "it is well")
			})
		})
	}
}
