package samples_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/internal/samples"
)

// TestEveryOperationHasSamples writes every operation in every language, with everything that it sends.
func TestEveryOperationHasSamples(t *testing.T) {
	for name, r := range calls(t) {
		all, err := samples.All(r)
		require.NoError(t, err)
		if r.Direct() {
			require.Len(t, all, 1, "%s goes to the platform itself", name)
			continue
		}
		require.Len(t, all, len(samples.Languages))
		for _, s := range all {
			for _, p := range r.Params() {
				if s.ID != "go" { // whose names are those of its fields
					assert.Contains(t, s.Code, p.Name, "%s in %s", name, s.Name)
				}
			}
			if s.ID != "js-sdk" {
				assert.Equal(t, r.Session, strings.Contains(s.Code, "_SESSION"), "%s in %s", name, s.Name)
			}
		}
	}
}

// TestSamplesVerifyTLS keeps out what switches the check of the certificate off, as the provider's own samples do.
func TestSamplesVerifyTLS(t *testing.T) {
	forbidden := []string{
		"verifypeer", "verifyhost", "insecure", " -k ", "rejectunauthorized", "verify_none", "verify=false",
		"_create_unverified_context",
		"servercertificatecustomvalidation", "danger_accept", "ssl_verify", "http://api",
	}
	for name, r := range calls(t) {
		all, err := samples.All(r)
		require.NoError(t, err)
		for _, s := range all {
			for _, f := range forbidden {
				assert.NotContains(t, strings.ToLower(s.Code), f, "%s in %s", name, s.Name)
			}
		}
	}
}

// TestTestedLanguages compares what pages state about a language with what the tests run.
func TestTestedLanguages(t *testing.T) {
	for _, l := range samples.Languages {
		_, runs := runners[l.ID]
		assert.Equal(t, l.Tested, runs || l.ID == "go", "%s", l.Name)
	}
}
