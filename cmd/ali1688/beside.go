package main

import (
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"strings"

	"github.com/go-ali1688/ali1688/internal/browserguard"
	"github.com/go-ali1688/ali1688/internal/embeddedsite"
	"github.com/go-ali1688/ali1688/mock"
)

// marked states about a response that it is a mock's.
func marked(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set(mock.HeaderMock, "1")
		next.ServeHTTP(w, r)
	})
}

// beside serves the site in dir at /docs/ beside the mock. Where dir is empty it serves the site that a release has
// embedded, or only the mock.
func beside(gateway http.Handler, dir string, hosts []string) (http.Handler, error) {
	files, err := siteIn(dir)
	if err != nil || files == nil {
		return gateway, err
	}
	mux := http.NewServeMux()
	mux.Handle("/", gateway)
	site := http.StripPrefix("/docs/", marked(http.FileServerFS(inside{files})))
	mux.Handle("/docs/", browserguard.New(hosts...).Hosts(site))
	return mux, nil
}

// siteIn returns the files of the site in dir, or of the embedded one, or nil.
func siteIn(dir string) (fs.FS, error) {
	if dir == "" {
		return embeddedsite.FS()
	}
	root, err := os.OpenRoot(dir)
	if err == nil {
		_, err = root.Stat("index.html")
	}
	if err != nil {
		return nil, fmt.Errorf("--docs must be a folder that `ali1688 docs` has written, got %s", dir)
	}
	return root.FS(), nil
}

// inside is a folder in which a file that cannot be opened does not exist: a link that leads out of it, a name with a
// byte 0.
type inside struct{ fs.FS }

func (f inside) Open(name string) (fs.File, error) {
	if strings.ContainsRune(name, 0) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	file, err := f.FS.Open(name)
	if err != nil {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return file, nil
}
