// Command ali1688 calls, imitates and checks the Onebound (万邦) gateway for 1688.com, from its documents.
//
// Run it with --help. It exits with 0 where all is fine, with 1 where a check or a call has something to report, and
// with 2 where it was used wrongly or could not read its input.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	_ "github.com/go-ali1688/ali1688/openapi/legacy" // a document more
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second signal ends it at once
	status := run(ctx, os.Args[1:], streams{os.Stdin, os.Stdout, os.Stderr}, os.Getenv)
	stop()
	os.Exit(status)
}
