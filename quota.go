package ali1688

import "github.com/go-ali1688/ali1688/apiclient"

// Quota is what the gateway states about the account in api_info, its only report. A number it left out is -1.
type Quota = apiclient.Quota

// ParseQuota reads api_info. It reports false where the text has another form; a call should not fail because of it.
func ParseQuota(apiInfo string) (Quota, bool) { return apiclient.ParseQuota(apiInfo) }

// Quota returns what the last response that stated it reported of the account, and false before the first one.
func (c *Client) Quota() (Quota, bool) { return c.pipeline.Quota() }
