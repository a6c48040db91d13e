package mock

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/go-ali1688/ali1688/internal/filetree"
)

// LoadFile restores a state that [Handler.SaveFile] wrote. If the file does not exist, loaded is false and err is nil.
func (h *Handler) LoadFile(name string) (loaded bool, err error) {
	text, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	var st State
	if err := json.Unmarshal(text, &st); err != nil {
		return false, fmt.Errorf("mock: %s is not a state: %w", name, err)
	}
	return true, h.Load(st)
}

// SaveFile replaces the file with the state atomically.
func (h *Handler) SaveFile(name string) error {
	text, err := json.Marshal(h.State())
	if err != nil {
		return err
	}
	return filetree.Replace(name, filepath.Base(name)+".*", text, (*os.File).Sync)
}
