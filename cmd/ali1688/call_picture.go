package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"

	"github.com/go-ali1688/ali1688"
	"github.com/go-ali1688/ali1688/internal/params"
)

// content returns the value, or a picture where that of a form names its file behind an @.
func (c *caller) content(op *params.Operation, name, value string) (string, error) {
	inForm := slices.ContainsFunc(op.Params, func(p params.Param) bool { return p.Form && p.Name == name })
	file, named := strings.CutPrefix(value, "@")
	switch {
	case isPictureName(value) && inForm != named:
		return "", misplacedFile(name, file, inForm)
	case !named || !inForm:
		return value, nil
	}
	picture, err := os.ReadFile(file)
	var pathError *fs.PathError
	switch {
	case errors.As(err, &pathError):
		return "", fmt.Errorf("cannot read %s, the file of parameter %s: %w", file, name, pathError.Err)
	case err != nil:
		return "", err
	case len(picture) == 0:
		return "", fmt.Errorf("%s, the file of parameter %s, is empty", file, name)
	}
	code, err := ali1688.EncodeImage(bytes.NewReader(picture), c.platform)
	if err != nil {
		return "", fmt.Errorf("%s, the file of parameter %s: %w", file, name, err)
	}
	return code, nil
}

// isPictureName reports whether the value of a parameter is the name of a picture's file, which is neither base64 nor
// an address.
func isPictureName(value string) bool {
	extensions := []string{".png", ".jpg", ".jpeg", ".gif", ".bmp", ".webp"}
	return !strings.Contains(value, "://") && slices.Contains(extensions, strings.ToLower(path.Ext(value)))
}

// misplacedFile returns the error for the name of a file without its @, or for a file where only words are taken.
func misplacedFile(name, file string, inForm bool) error {
	if inForm {
		return fmt.Errorf("%s is the content of a picture, not its name: write %s=@%s", name, name, file)
	}
	return fmt.Errorf("%s takes no file: send the picture with upload_img, and give the name or address that it returns",
		name)
}
