package replay

import (
	"io/fs"
	"path"
	"slices"
	"testing"

	"github.com/go-ali1688/ali1688/mock/internal/exchange"

	"github.com/go-ali1688/ali1688/evidence"
	"github.com/go-ali1688/ali1688/internal/params"
)

func TestEveryOperationHasAnExample(t *testing.T) {
	for _, api := range exchange.OperationNames() {
		if gatewayTemplates()[api] == nil {
			t.Errorf("%s: the document has no example of the answer", api)
		}
	}
}

func TestEmbeddedRecordingsAreRead(t *testing.T) {
	files, err := fs.Glob(evidence.FS, "recordings/*/*.json")
	if err != nil {
		t.Fatal(err)
	}
	want := slices.DeleteFunc(files, func(f string) bool { return params.Operations[path.Base(path.Dir(f))].Method == "" })
	got := 0
	for _, list := range Embedded.recordings() {
		got += len(list)
	}
	if got != len(want) || got == 0 {
		t.Errorf("got %d recordings\nwant %d", got, len(want))
	}
}
