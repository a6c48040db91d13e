package bodies

import (
	"cmp"
	"context"
	"errors"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"
)

// files returns the file at path, or the files with the Extensions in the folder, in the order of their names. The
// error is that of the file or folder.
func files(path string) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		if info, err := os.Stat(path); err != nil || !info.IsDir() {
			yield(path, err)
			return
		}
		walk(path, yield)
	}
}

// walk yields the files of a folder, and reports whether the consumer wants more.
func walk(folder string, yield func(string, error) bool) bool {
	for entry, err := range entries(folder) {
		switch {
		case err != nil:
			return yield(folder, err)
		case entry.IsDir() && !walk(filepath.Join(folder, entry.Name()), yield),
			!entry.IsDir() && !yield(filepath.Join(folder, entry.Name()), nil):
			return false
		}
	}
	return true
}

// maxNames is the number of names of a folder that are kept and sorted at once. A folder with more is listed several
// times: sorting a million names at once takes 200 MB.
var maxNames = 1 << 16

// entries returns the entries of a folder that may have bodies, in the order of their names.
func entries(folder string) iter.Seq2[fs.DirEntry, error] {
	return func(yield func(fs.DirEntry, error) bool) {
		for after, more := "", true; more; {
			var list []fs.DirEntry
			var err error
			if list, more, err = entriesAfter(folder, after); err != nil {
				yield(nil, err)
				return
			}
			for _, entry := range list {
				after = entry.Name()
				if !yield(entry, nil) {
					return
				}
			}
		}
	}
}

// entriesAfter returns the first maxNames entries after a name, and reports whether there are more.
func entriesAfter(folder, after string) (list []fs.DirEntry, more bool, err error) {
	f, err := os.Open(folder)
	if err != nil {
		return nil, false, err
	}
	defer func() { _ = f.Close() }()
	last := "" // of the entries that are kept, once there are more
	for {
		some, err := f.ReadDir(1 << 10)
		for _, entry := range some {
			if name := entry.Name(); name > after && (last == "" || name < last) && mayHaveBodies(entry) {
				list = append(list, entry)
			}
		}
		if len(list) >= 2*maxNames || err != nil {
			slices.SortFunc(list, func(a, b fs.DirEntry) int { return cmp.Compare(a.Name(), b.Name()) })
			if len(list) > maxNames {
				clear(list[maxNames:])
				list, more = list[:maxNames], true
				last = list[maxNames-1].Name()
			}
		}
		switch {
		case errors.Is(err, io.EOF):
			return list, more, nil
		case err != nil:
			return nil, false, err
		}
	}
}

func mayHaveBodies(entry fs.DirEntry) bool {
	return entry.IsDir() || slices.Contains(Extensions, extension(entry.Name()))
}

// Size returns the size in bytes of all files that [All] reads, until the context ends. It is what [Reader.Count]
// counts up to.
func Size(ctx context.Context, path string) (size int64) {
	for file, err := range files(path) {
		if ctx.Err() != nil {
			return size
		}
		if info, failed := os.Stat(file); err == nil && failed == nil && info.Mode().IsRegular() {
			size += info.Size()
		}
	}
	return size
}
