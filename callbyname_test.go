package ali1688_test

import (
	"context"
	"net/url"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688"
	"github.com/go-ali1688/ali1688/apiclient"
	"github.com/go-ali1688/ali1688/generated/gateway"
	"github.com/go-ali1688/ali1688/mock"
)

// TestCallByName makes the same request as the method of the operation, and judges the response as it does.
func TestCallByName(t *testing.T) {
	ctx := context.Background()
	offer := url.Values{"num_iid": {"610947572360"}, "lang": {"en"}}
	cases := map[string]struct {
		api    string
		values url.Values
		fault  string
		sent   int
		failed error
	}{
		"success":                 {"item_get", offer, "", 1, nil},
		"another item came":       {"item_get", offer, mock.FaultWrongItem, 1, ali1688.ErrWrongItem},
		"nothing found":           {"item_get", offer, mock.FaultCode("2000"), 1, ali1688.ErrNotFound},
		"a parameter in the form": {"upload_img", url.Values{"imgcode": {"iVBORw0KGgo="}}, "", 1, nil},
		"not allowed":             {"item_get", url.Values{"num_iid": {"https://a"}}, "", 0, ali1688.ErrNotSent},
		"a credential":            {"item_get", url.Values{"num_iid": {"1"}, "key": {"k"}}, "", 0, ali1688.ErrNotSent},
		"unknown operation":       {"item_gett", offer, "", 0, ali1688.ErrNotSent},
	}
	for name, tt := range cases {
		t.Run(name, func(t *testing.T) {
			opts := []mock.Option{}
			if tt.fault != "" {
				opts = append(opts, mock.WithFault(mock.FaultRule{Fault: tt.fault, Times: 1}))
			}
			gw := mock.New(t, opts...)
			client := connect(t, gw.URL())
			body, err := client.Call(ctx, tt.api, tt.values)
			require.ErrorIs(t, err, tt.failed)
			require.Len(t, gw.Requests(), tt.sent)
			if tt.sent > 0 {
				assert.True(t, body.IsValid())
			}
		})
	}
	gw := mock.New(t)
	client := connect(t, gw.URL(), ali1688.WithCache(apiclient.Cache{Default: time.Hour}))
	body, err := client.Call(ctx, "item_get", offer)
	require.NoError(t, err)
	typed, err := client.ItemGet(ctx,
		&gateway.ItemGetParams{NumIID: "610947572360", Lang: ali1688.Ptr(gateway.Lang("en"))})
	require.NoError(t, err)
	assert.Equal(t, typed.Raw, body)
	assert.Len(t, gw.Requests(), 1, "both have one key in the cache")
}
