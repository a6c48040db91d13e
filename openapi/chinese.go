package openapi

import "embed"

//go:embed dist/*.zh-CN.yaml
var chinese embed.FS

// Chinese returns the document of that name with its texts in Chinese, as YAML, or nil if there is none. It weighs
// only on programs that call it.
func Chinese(name string) []byte {
	content, err := chinese.ReadFile("dist/" + name + ".zh-CN.yaml")
	if err != nil {
		return nil
	}
	return content
}
