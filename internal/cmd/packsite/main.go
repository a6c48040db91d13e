// Command packsite packs a documentation site into the archive that releases embed: packsite FOLDER ARCHIVE.
package main

import (
	"fmt"
	"os"

	"github.com/go-ali1688/ali1688/internal/cmd/exit"
	"github.com/go-ali1688/ali1688/internal/embeddedsite"
)

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: packsite FOLDER ARCHIVE")
		os.Exit(2)
	}
	exit.On(embeddedsite.Pack(os.Args[1], os.Args[2]), "packsite", 1)
}
