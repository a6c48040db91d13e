// Package embeddedsite has the documentation site that is compiled into a release, as a zip archive: the site is 70 MB
// in many small pages, and a ninth of that compressed. A build without the tag site has none.
package embeddedsite

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
)

// FS returns the files of the site, or nil if the program was built without it.
func FS() (fs.FS, error) { return open(archive) }

func open(archive []byte) (fs.FS, error) {
	if len(archive) == 0 {
		return nil, nil
	}
	files, err := zip.NewReader(bytes.NewReader(archive), int64(len(archive)))
	if err != nil {
		return nil, err
	}
	return seekable{files}, nil
}

// Pack writes the files of a folder with a site into an archive.
func Pack(folder, archive string) (err error) {
	if _, err := os.Stat(folder + "/index.html"); err != nil {
		return errors.New(folder + " has no index.html: build the site with `ali1688 docs --out` first")
	}
	file, err := os.Create(archive)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	w := zip.NewWriter(file)
	if err := w.AddFS(os.DirFS(folder)); err != nil {
		return err
	}
	return w.Close()
}

// seekable is an archive whose files can be read from any position, as an HTTP server needs it. A file is
// decompressed as a whole when it is opened; the largest of the site has a few megabytes.
type seekable struct{ files *zip.Reader }

// Open opens a file or a folder of the archive.
func (s seekable) Open(name string) (fs.File, error) {
	file, err := s.files.Open(name)
	if err != nil {
		return nil, err
	}
	info, err := file.Stat()
	if err != nil || info.IsDir() {
		return file, err
	}
	content, err := io.ReadAll(file)
	if err != nil {
		return nil, errors.Join(err, file.Close())
	}
	return page{bytes.NewReader(content), file}, nil
}

// page is the decompressed content of a file.
type page struct {
	*bytes.Reader
	file fs.File
}

// Stat returns the state of the file in the archive.
func (p page) Stat() (fs.FileInfo, error) { return p.file.Stat() }

// Close closes the file in the archive.
func (p page) Close() error { return p.file.Close() }
