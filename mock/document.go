package mock

import (
	"fmt"

	"github.com/go-ali1688/ali1688/mock/internal/edition"
	"github.com/go-ali1688/ali1688/mock/internal/replay"

	"github.com/go-ali1688/ali1688/openapi"
)

// gatewayDocument returns the document of the gateway that the mock serves.
func (c *config) gatewayDocument() openapi.Document {
	d := openapi.Gateway()
	if c.document != nil {
		d.YAML, d.JSON = c.document, c.document
	}
	return d
}

// readDocument reads the document of the user, and the recordings of its operations.
func (c *config) readDocument() error {
	if c.document == nil {
		return nil
	}
	own, err := edition.Read(c.document)
	if err != nil {
		return fmt.Errorf("mock: %w", err)
	}
	recordings, n, err := replay.ReadOperations(c.folders, own.Has)
	if err != nil {
		return err
	}
	own.Recorded = recordings.Find
	c.own, c.ownRecorded = own, n > 0
	return nil
}
