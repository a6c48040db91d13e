package apiclient

import (
	"errors"
	"runtime/debug"
	"strings"
	"sync"
)

const module = "github.com/go-ali1688/ali1688"

// UserAgent returns the User-Agent of a client without another: the name and version of this module, and its address.
// It says nothing about the program that uses it.
func UserAgent() string { return defaultAgent() }

var defaultAgent = sync.OnceValue(func() string {
	info, _ := debug.ReadBuildInfo()
	return "ali1688-go/" + versionIn(info) + " (+https://" + module + ")"
})

// versionIn returns the version of this module in a program, such as v0.3.0, or devel.
func versionIn(info *debug.BuildInfo) string {
	if info == nil {
		return "devel"
	}
	for _, m := range append(info.Deps, &info.Main) {
		if m.Path != module || m.Replace != nil {
			continue
		}
		if version := m.Version; version != "" && !strings.HasPrefix(version, "(") {
			return version
		}
	}
	return "devel"
}

// CheckUserAgent returns an error for a text that is not the value of a header.
func CheckUserAgent(text string) error {
	if strings.ContainsFunc(text, func(r rune) bool { return r < ' ' || r > '~' }) {
		return errors.New("the User-Agent must be printable ASCII, such as shop/1.2")
	}
	return nil
}
