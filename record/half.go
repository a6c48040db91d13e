package record

import (
	"fmt"
	"hash/crc32"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"
)

// halfWritten is the suffix of a file that is being written.
const halfWritten = ".half"

// writer names this process: the host, since containers may share a folder, and the process id.
var writer = sync.OnceValue(func() string { return fmt.Sprintf("%s-%d", host(), os.Getpid()) })

var host = sync.OnceValue(func() string {
	name, _ := os.Hostname()
	return fmt.Sprintf("%08x", crc32.ChecksumIEEE([]byte(name)))
})

// longestWrite is the age after which a half-written file of an unknown process is abandoned.
const longestWrite = time.Minute

// removeHalves removes what killed recorders left below dir: the half-written files of processes that have ended.
func removeHalves(dir string) {
	_ = filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err == nil && entry.Type().IsRegular() && strings.HasSuffix(path, halfWritten) && isAbandoned(path, entry) {
			_ = os.Remove(path)
		}
		return nil
	})
}

// isAbandoned reports whether nobody writes the file any more. Where the writer is unknown, its age decides.
func isAbandoned(path string, entry fs.DirEntry) bool {
	fields := strings.Split(filepath.Base(path), ".")
	var pid int
	if len(fields) > 3 {
		_, err := fmt.Sscanf(fields[len(fields)-3], host()+"-%d", &pid)
		if err == nil && pid != os.Getpid() && hasEnded(pid) {
			return true
		}
	}
	info, err := entry.Info()
	return err == nil && time.Since(info.ModTime()) > longestWrite
}
