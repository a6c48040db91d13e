package ali1688_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688"
	"github.com/go-ali1688/ali1688/generated/gateway"
)

// TestPages reads all pages of a list, with the counts that the gateway returns.
func TestPages(t *testing.T) {
	row := func(id int) string { return fmt.Sprintf(`{"title":"t","num_iid":"%d"}`, id) }
	page := func(count string, rows ...string) string {
		return `{"items":{` + count + `"item":[` + strings.Join(rows, ",") + `]},"error_code":"0000"}`
	}
	cases := []struct {
		name  string
		pages []string
		rows  int
		calls int
		want  error
	}{
		{"to the last page", []string{page(`"pagecount":2,`, row(1), row(2)), page(`"pagecount":2,`, row(3))}, 3, 2, nil},
		{"the newer name of the count", []string{page(`"page_count":1,`, row(1))}, 1, 1, nil},
		{"without a count, to an empty page", []string{page("", row(1)), page("")}, 1, 2, nil},
		{"without a count, to a repeated page", []string{page("", row(1)), page("", row(1))}, 1, 2, nil},
		{"to code 2000", []string{page("", row(1)), `{"error":"item-not-found","error_code":"2000"}`}, 1, 2, nil},
		{"nothing found", []string{`{"error":"item-not-found","error_code":"2000"}`}, 0, 1, nil},
		{"to a failure", []string{page("", row(1)), `{"error":"已超量","error_code":"4013"}`}, 1, 2, ali1688.ErrQuotaExceeded},
		{"a failure with rows", []string{`{"items":{"item":[` + row(1) + `]},"error":"data error","error_code":"5000"}`}, 1,
			1, ali1688.ErrUnknownError},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			calls := 0
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				assert.Equal(t, fmt.Sprint(calls+1), r.URL.Query().Get("page"))
				_, _ = io.WriteString(w, c.pages[calls])
				calls++
			}))
			t.Cleanup(server.Close)
			rows, failed := 0, error(nil)
			for item, err := range client(t, server.URL).ItemSearchAll(context.Background(),
				&gateway.ItemSearchParams{Q: "女装"}) {
				if failed = err; err == nil {
					rows++
					assert.NotEmpty(t, item.NumIID.String())
				}
			}
			require.ErrorIs(t, failed, c.want)
			assert.Equal(t, c.rows, rows)
			assert.Equal(t, c.calls, calls)
		})
	}
}

// TestRowsInTwoPlaces reads rows where the provider's table has them, and where its sample does.
func TestRowsInTwoPlaces(t *testing.T) {
	for _, body := range []string{
		`{"items":{"pagecount":1,"item":[{"title":"厂"}]},"error_code":"0000"}`,
		`{"item":[{"title":"厂"}],"error_code":"2000"}`,
	} {
		api, _ := serve(t, "application/json", 200, body)
		rows := 0
		for row, err := range api.ItemSearchFactoryAll(context.Background(), &gateway.ItemSearchFactoryParams{Q: "a"}) {
			require.NoError(t, err)
			assert.Equal(t, "厂", row.Title)
			rows++
		}
		assert.Equal(t, 1, rows)
	}
}
