package report

import (
	"bytes"
	"errors"
	"io"
	"os"
)

// spool keeps text until its beginning is known: in memory, and in a temporary file if it is large.
type spool struct {
	memory bytes.Buffer
	file   *os.File
}

// spoolSize is the size in bytes from which text is kept in a file.
var spoolSize = 4 << 20

// Write keeps p.
func (s *spool) Write(p []byte) (int, error) {
	n, err := s.memory.Write(p)
	if err == nil && s.memory.Len() >= spoolSize {
		err = s.spill()
	}
	return n, err
}

func (s *spool) spill() (err error) {
	if s.file == nil {
		if s.file, err = os.CreateTemp("", "ali1688-report-*"); err != nil {
			return err
		}
	}
	_, err = s.memory.WriteTo(s.file)
	return err
}

// drain writes everything between a head and a tail, in pieces of whole lines, and forgets it.
func (s *spool) drain(to io.Writer, head, tail []byte) error {
	if s.file == nil {
		_, err := to.Write(bytes.Join([][]byte{head, s.memory.Bytes(), tail}, nil))
		return err
	}
	defer func() { _ = os.Remove(s.file.Name()) }()
	err := s.spill()
	if err == nil {
		_, err = s.file.Seek(0, io.SeekStart)
	}
	if err == nil {
		err = copyLines(to, io.MultiReader(bytes.NewReader(head), s.file, bytes.NewReader(tail)))
	}
	return errors.Join(err, s.file.Close())
}

// copyLines copies in pieces of whole lines, so that a writer that looks for a text finds it.
func copyLines(to io.Writer, from io.Reader) error {
	var piece []byte
	buffer := make([]byte, linesSize)
	for {
		n, err := from.Read(buffer)
		piece = append(piece, buffer[:n]...)
		end := bytes.LastIndexByte(piece, '\n') + 1
		if err != nil {
			end = len(piece)
		}
		if _, failed := to.Write(piece[:end]); failed != nil {
			return failed
		}
		piece = append(piece[:0], piece[end:]...)
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return err
		}
	}
}
