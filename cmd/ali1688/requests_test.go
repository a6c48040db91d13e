package main

import (
	"bytes"
	"context"
	"encoding/json"
	"encoding/xml"
	"net/http"
	"net/url"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/internal/platformsign"
	"github.com/go-ali1688/ali1688/mock"
	"github.com/go-ali1688/ali1688/record"
	"github.com/go-ali1688/ali1688/transport"
)

const (
	viewPath    = "param2/1/com.alibaba.trade/alibaba.trade.get.buyerView/1000000"
	rightSecret = "planted-right"
	wrongSecret = "planted-wrong"
)

// exchanged is an entry of an archive: a request, and a refusal as its response.
func exchanged(method, address string, form url.Values) object {
	request := object{"method": method, "url": address}
	if form != nil {
		request["postData"] = object{"mimeType": "application/x-www-form-urlencoded", "text": form.Encode()}
	}
	return object{"request": request, "response": object{"status": 200, "content": object{
		"text": `{"error_code":"gw.QosAppFrequencyLimit","error_message":"x"}`}}}
}

// signedView is a request for an order, signed with the right secret.
func signedView() object {
	form := url.Values{"orderId": {"1"}, "webSite": {"1688"}, "access_token": {"planted-token"}}
	form.Set(platformsign.Signature, platformsign.Sign(viewPath, form, rightSecret))
	return exchanged("POST", "https://gw.open.1688.com/openapi/"+viewPath, form)
}

// signedItem is a request for an offer, signed with the right secret as the gateway's SDKs do.
func signedItem() object {
	fields := map[string]string{"api_name": "item_get", "key": "planted-key", "num_iid": "610947572360"}
	sent := url.Values{"key": {"planted-key"}, "num_iid": {"610947572360"}, "sign": {transport.Sign(fields, rightSecret)}}
	entry := exchanged("GET", "https://api-gw.onebound.cn/1688/item_get/?"+sent.Encode(), nil)
	entry["response"] = object{"status": 200, "content": object{"text": `{"error_code":"4013","error":"x","reason":"x"}`}}
	return entry
}

func archiveOf(t *testing.T, entries ...object) string {
	return writeFile(t, filepath.Join(t.TempDir(), "session.har"), mustMarshal(object{"log": object{"entries": entries}}))
}

// checkedWith runs check with secrets in the environment, none of which may be in the output.
func checkedWith(t *testing.T, environment map[string]string, args ...string) (out string, status int) {
	t.Helper()
	var all, errs bytes.Buffer
	status = run(context.Background(), append([]string{"check"}, args...), streams{strings.NewReader(""), &all, &errs},
		func(name string) string { return environment[name] })
	assert.NotContains(t, all.String()+errs.String(), "planted")
	return all.String(), status
}

// TestSignaturesOfArchives finds the requests of an archive whose signature is not that of the secret, and none without
// the secret.
func TestSignaturesOfArchives(t *testing.T) {
	for name, tt := range map[string]struct {
		entry       object
		environment map[string]string
		want        []string
	}{
		"platform, right":  {signedView(), map[string]string{"ALI1688_APP_SECRET": rightSecret}, nil},
		"platform, wrong":  {signedView(), wrongApplication, []string{"signature _aop_signature"}},
		"platform, absent": {signedView(), nil, nil},
		"gateway, right":   {signedItem(), map[string]string{"ALI1688_SECRET": rightSecret}, nil},
		"gateway, wrong":   {signedItem(), map[string]string{"ALI1688_SECRET": wrongSecret}, []string{"signature sign"}},
		"gateway, absent":  {signedItem(), nil, nil},
		"of the other":     {signedItem(), wrongApplication, nil},
	} {
		t.Run(name, func(t *testing.T) {
			out, status := checkedWith(t, tt.environment, "--format", "json", archiveOf(t, tt.entry))
			var verdict struct {
				OK      bool                           `json:"ok"`
				Request []struct{ Rule, Where string } `json:"request"`
			}
			require.NoError(t, json.Unmarshal([]byte(out), &verdict), out)
			var got []string
			for _, d := range verdict.Request {
				got = append(got, d.Rule+" "+d.Where)
			}
			assert.Equal(t, tt.want, got)
			assert.Equal(t, tt.want == nil, verdict.OK)
			assert.Equal(t, map[bool]int{true: exitFine, false: exitFindings}[tt.want == nil], status)
		})
	}
}

// faulty is an archive of a request that fits, one with a misspelt argument, and one with a wrong signature.
func faulty(t *testing.T) string {
	misspelt := exchanged("GET", "https://api-gw.onebound.cn/1688/item_search/?key=planted-key&q=x&page_szie=3", nil)
	misspelt["response"] = signedItem()["response"]
	return archiveOf(t, signedItem(), misspelt, signedView())
}

var wrongApplication = map[string]string{"ALI1688_APP_SECRET": wrongSecret}

// TestRequestsInText groups the findings of requests by operation and rule.
func TestRequestsInText(t *testing.T) {
	out, status := checkedWith(t, wrongApplication, faulty(t))
	assert.Equal(t, exitFindings, status)
	assert.Contains(t, out, "request of item_search: unknown, 1 time\n")
	assert.Contains(t, out, "did you mean page_size?\n")
	assert.Contains(t, out, "request of alibaba.trade.get.buyerView: signature, 1 time\n")
	assert.NotContains(t, out, "item_get")
	out, status = checkedWith(t, wrongApplication, "--no-requests", faulty(t))
	assert.Equal(t, exitFine, status, out)
	assert.Empty(t, out)
}

// TestRequestsInSARIF has a result and a rule for each finding of a request.
func TestRequestsInSARIF(t *testing.T) {
	out, _ := checkedWith(t, wrongApplication, "--format", "sarif", faulty(t))
	var log struct {
		Runs []struct {
			Tool struct {
				Driver struct{ Rules []struct{ ID string } }
			}
			Results []struct {
				RuleID, Level, Kind string
				Message             struct{ Text string }
				Locations           []struct {
					PhysicalLocation struct{ ArtifactLocation struct{ URI string } }
				}
			}
		}
	}
	require.NoError(t, json.Unmarshal([]byte(out), &log), out)
	rules := map[string]bool{}
	for _, r := range log.Runs[0].Tool.Driver.Rules {
		rules[r.ID] = true
	}
	var got []string
	for _, r := range log.Runs[0].Results {
		assert.True(t, rules[r.RuleID], "the log has no rule %s", r.RuleID)
		if r.Kind == "informational" {
			continue // of the refusals in the responses
		}
		got = append(got, r.RuleID+" "+r.Level)
		assert.NotEmpty(t, r.Message.Text)
		assert.Equal(t, "session.har", filepath.Base(r.Locations[0].PhysicalLocation.ArtifactLocation.URI))
	}
	assert.Equal(t, []string{"request-unknown error", "request-signature error"}, got)
}

// TestRequestsInJUnit has a failed test case for each body whose request has findings.
func TestRequestsInJUnit(t *testing.T) {
	out, _ := checkedWith(t, wrongApplication, "--format", "junit", faulty(t))
	var suite struct {
		Tests    int `xml:"tests,attr"`
		Failures int `xml:"failures,attr"`
		Cases    []struct {
			Class   string `xml:"classname,attr"`
			Failure *struct {
				Message string `xml:"message,attr"`
				Text    string `xml:",chardata"`
			} `xml:"failure"`
		} `xml:"testcase"`
	}
	require.NoError(t, xml.Unmarshal([]byte(out), &suite), out)
	assert.Equal(t, []int{3, 2}, []int{suite.Tests, suite.Failures})
	require.Len(t, suite.Cases, 3)
	assert.Nil(t, suite.Cases[0].Failure)
	for i, want := range []string{"page_szie", "signature"} {
		require.NotNil(t, suite.Cases[i+1].Failure)
		assert.Equal(t, "1 finding", suite.Cases[i+1].Failure.Message)
		assert.Contains(t, suite.Cases[i+1].Failure.Text, want)
	}
}

// TestRequestsOfLedgers finds in a ledger what was noted when the request was sent, with the secret that it had then.
// The secret is not in the ledger, and a signature without it is not verified again.
func TestRequestsOfLedgers(t *testing.T) {
	gw := mock.New(t)
	dir := t.TempDir()
	recorder, err := record.New(dir)
	require.NoError(t, err)
	client := &http.Client{Transport: recorder.Transport(http.DefaultTransport)}
	for _, query := range []string{"q=x&page_szie=3", "q=x", "q=x&sign=planted-sign"} {
		rsp, err := client.Get(gw.URL() + "/1688/item_search/?key=planted-key&secret=planted-secret&" + query)
		require.NoError(t, err)
		require.NoError(t, rsp.Body.Close())
	}
	out, status := checkedWith(t, map[string]string{"ALI1688_SECRET": wrongSecret}, "--format", "json",
		filepath.Join(dir, record.Ledger))
	assert.Equal(t, exitFindings, status, out)
	lines := strings.Split(strings.TrimSpace(out), "\n")
	require.Len(t, lines, 3)
	assert.Contains(t, lines[0], `"request":[{"rule":"unknown","where":"page_szie",`)
	assert.Contains(t, lines[1], `"ok":true`)
	assert.Contains(t, lines[2], `"request":[{"rule":"signature","where":"sign",`)
}
