// Package exit ends the commands of contributors.
package exit

import (
	"fmt"
	"os"
)

// On ends the program with a code if there is an error, which it prints behind the name of the command.
func On(err error, command string, code int) {
	if err != nil {
		fmt.Fprintf(os.Stderr, "%s: %v\n", command, err)
		os.Exit(code)
	}
}
