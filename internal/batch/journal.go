package batch

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
)

// About says which batch an output is of. Another one must not go on with it.
type About struct {
	Operation string `json:"operation"`
	Route     string `json:"route"`               // gateway, open platform, or open platform through the gateway
	Server    string `json:"server"`              // scheme://host
	Platform  string `json:"platform,omitempty"`  // of the gateway
	Arguments string `json:"arguments,omitempty"` // a hash of the parameters that all requests share
}

// record is one line of a journal. Exactly one of its groups is there.
type record struct {
	Journal int    `json:"journal,omitempty"` // the version of the format, on the first line
	Batch   *About `json:"batch,omitempty"`   // beside it

	Key  string `json:"key,omitempty"`  // a hash of the request
	Line int    `json:"line,omitempty"` // of the input of that run

	Offset int64  `json:"offset,omitempty"` // where the response begins in the output
	Length int64  `json:"length,omitempty"` // with the end of its line; 0 of a failure
	CRC    uint32 `json:"crc,omitempty"`    // CRC-32C of these bytes

	Code    string `json:"code,omitempty"`    // of a failure
	Settled bool   `json:"settled,omitempty"` // it is not tried again before the batch has come to its end

	Synced int64 `json:"synced,omitempty"` // the output is on the disk up to here
	End    bool  `json:"end,omitempty"`    // the batch came to its end

	begins int64 // where the record stands in the journal
}

// version is that of the format.
const version = 1

// readJournal reads the records of a journal, and returns where the last whole one ends. What a killed process or a
// power failure left behind them is no record.
func readJournal(file *os.File) (records []record, end int64, err error) {
	lines := bufio.NewReaderSize(file, 1<<16)
	for n := 1; ; n++ {
		line, err := lines.ReadBytes('\n')
		if err != nil && !errors.Is(err, io.EOF) {
			return nil, 0, err
		}
		r, ok := parse(line)
		if !ok {
			return records, end, refuseRest(lines, n)
		}
		r.begins = end
		records = append(records, r)
		end += int64(len(line))
	}
}

func parse(line []byte) (record, bool) {
	var r record
	ok := bytes.HasSuffix(line, []byte("\n")) && json.Unmarshal(line, &r) == nil
	return r, ok
}

// refuseRest returns an error if records follow one that cannot be read: somebody changed the journal.
func refuseRest(lines *bufio.Reader, n int) error {
	for {
		line, err := lines.ReadBytes('\n')
		if err != nil {
			return nil //nolint:nilerr // the end
		}
		if _, ok := parse(line); ok {
			return fmt.Errorf("line %d of the journal cannot be read", n)
		}
	}
}

// append writes a record.
func (o *Output) append(r record) error {
	line, err := json.Marshal(r)
	if err != nil {
		return err
	}
	line = append(line, '\n')
	if _, err := o.journal.WriteAt(line, o.journalEnd); err != nil {
		return writeError("journal", err)
	}
	o.journalEnd += int64(len(line))
	return nil
}
