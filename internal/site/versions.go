package site

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// version is a version of the site, which lies beside the others.
type version struct {
	Name string `json:"name"` // as --release names it
	Path string `json:"path"` // the folder, from the one that has all versions, such as 1.2.0/
	Here bool   `json:"-"`
}

// readVersions reads the list of versions, the newest first.
func (b *builder) readVersions() error {
	if b.Versions == "" {
		return nil
	}
	content, err := os.ReadFile(b.Versions)
	if err != nil {
		return fmt.Errorf("read the list of versions: %w", err)
	}
	if err := json.Unmarshal(content, &b.versionList); err != nil {
		return fmt.Errorf("%s is no list of versions: %w", b.Versions, err)
	}
	for i := range b.versionList {
		v := &b.versionList[i]
		if err := v.check(); err != nil {
			return fmt.Errorf("%s: %w", b.Versions, err)
		}
		v.Path = strings.TrimSuffix(v.Path, "/") + "/"
		v.Here = v.Name == b.Release
	}
	if !slices.ContainsFunc(b.versionList, func(v version) bool { return v.Here }) {
		return fmt.Errorf("%s does not list the version %s of this site; name it with --release", b.Versions, b.Release)
	}
	return nil
}

func (v version) check() error {
	switch {
	case v.Name == "" || v.Path == "":
		return errors.New("each version needs a name and a path")
	case strings.Contains(v.Path, ":") || !filepath.IsLocal(v.Path):
		return fmt.Errorf("the path %q of %s must be that of a folder beside the others", v.Path, v.Name)
	}
	return nil
}

// switcher is what the page shows of the versions.
type switcher struct {
	Release  string
	Parent   string // the way to the folder that has all versions
	Versions []version
	Newest   *version // if it is another one than that of the page
}

// switcher returns the versions as seen from a page whose way to the root of the site is root, or nil without any.
func (b *builder) switcher(root string) *switcher {
	if len(b.versionList) == 0 {
		return nil
	}
	depth := 1
	for _, v := range b.versionList {
		if v.Here {
			depth = strings.Count(v.Path, "/")
		}
	}
	s := &switcher{Release: b.Release, Parent: root + strings.Repeat("../", depth), Versions: b.versionList}
	if !b.versionList[0].Here {
		s.Newest = &b.versionList[0]
	}
	return s
}
