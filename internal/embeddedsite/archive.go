//go:build !site

package embeddedsite

var archive []byte
