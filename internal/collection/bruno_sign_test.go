package collection_test

import (
	"net/url"
	"os/exec"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/internal/collection"
	"github.com/go-ali1688/ali1688/internal/platformsign"
	"github.com/go-ali1688/ali1688/internal/testkit/testenv"
	"github.com/go-ali1688/ali1688/openapi"
)

// brunoStubs are the parts of Bruno that the script uses, for the request in request.
const brunoStubs = `const { createHmac } = require('crypto');
const cryptoJS = { HmacSHA1: (text, key) => createHmac('sha1', key).update(text).digest('hex') };
const bru = { interpolate: (text) => text.replace ? text.replace('{{appSecret}}', 's3cret') : text };
const req = { getUrl: () => request.url, getBody: () => request.form, setUrl: (url) => process.stdout.write(url) };
((require) => {`

// TestBrunoSigns runs the script of the collection, and compares its signature with that of the client.
func TestBrunoSigns(t *testing.T) {
	node := testenv.Program(t, "node", "node")
	content, err := collection.Bruno(openapi.OpenPlatform().JSON, "", "")
	require.NoError(t, err)
	var read struct {
		Root struct {
			Request struct{ Script struct{ Req string } }
		}
	}
	require.NoError(t, json.Unmarshal(content, &read, json.MatchCaseInsensitiveNames(true)))
	const path = "param2/1/com.alibaba.trade/alibaba.trade.uploadRefundVoucher/1000000"
	for form, signed := range map[string]url.Values{
		`undefined`: {},
		`[{name: "a", value: "1 é", enabled: true}, {name: "b", value: "2", enabled: false}]`: {"a": {"1 é"}},
		`[{name: "a", value: "1", enabled: true, type: "text"},
			{name: "imageData", value: ["x.jpg"], enabled: true, type: "file"}]`: {"a": {"1"}},
	} {
		signed.Set(platformsign.AccessToken, "t 1")
		request := `const request = {url: "https://gw.open.1688.com/openapi/` + path +
			`?access_token=t%201&_aop_signature=SIGNATURE", form: ` + form + "};\n"
		program := request + brunoStubs + read.Root.Request.Script.Req + "})(() => cryptoJS)"
		out, err := exec.Command(node, "-e", program).CombinedOutput()
		require.NoError(t, err, "%s", out)
		_, signature, _ := strings.Cut(string(out), "_aop_signature=")
		assert.Equal(t, platformsign.Sign(path, signed, "s3cret"), signature, "%s", form)
	}
}
