package ali1688_test

import (
	"reflect"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/generated/gateway"
	"github.com/go-ali1688/ali1688/loose"
)

// TestCommon wants every member of the envelope from every response.
func TestCommon(t *testing.T) {
	body := []byte(`{"error":"a","reason":"b","error_code":"0000","success":1,"secache":"c","secache_time":2,"secache_date":"d",
		"cache":3,"data_update":"e","translate_status":"f","translate_time":4,"language":{"current_lang":"cn"},"execution_time":"0.5",
		"call_args":{"q":"g"},"api_info":"today:1 max:2","server_memory":"5MB","request_id":"h","last_id":"9","client_ip":"::1",
		"from":"i","api_type":"1688","last_data":"j"}`)
	for api, empty := range gateway.Answers {
		answer := empty()
		require.NoError(t, loose.Unmarshal(body, answer), api)
		common, response := reflect.ValueOf(answer.Common()).Elem(), reflect.ValueOf(answer).Elem()
		filled := 0
		for field, got := range common.Fields() {
			assert.Equal(t, response.FieldByName(field.Name).Interface(), got.Interface(), "%s: %s", api, field.Name)
			if !got.IsZero() {
				filled++
			}
		}
		assert.GreaterOrEqual(t, filled, 20, "%s: the body must fill the envelope", api)
	}
}
