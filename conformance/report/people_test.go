package report

import (
	"bytes"
	"strings"
	"testing"

	"github.com/go-ali1688/ali1688/conformance"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestReportsNameNobody puts people's data at members that no schema names, whose values findings print, and looks
// for it in every format.
func TestReportsNameNobody(t *testing.T) {
	people := map[string]string{
		"fullName": "张三丰", "contactPerson": "王重阳", "mobile": "13800138000", "address": "网商路699号",
		"receiverPhone": "0571 85022088",
		"idCard":        "11010519491231002X", "email": "zhang@example.com", "buyerLoginId": "zhangsanfeng",
		"remark": "请交给李四光",
	}
	for member, value := range people {
		t.Run(member, func(t *testing.T) {
			var r Report
			body := `{"item":{"num_iid":"1","title":"t","` + member + `":"` + value + `","colour":"` + member +
				`"},"error_code":"0000"}`
			addTo(t, &r, "x.json", body, conformance.Options{Strict: true})
			for name, write := range map[string]func(*bytes.Buffer) error{
				"text":  func(b *bytes.Buffer) error { return r.WriteText(b) },
				"json":  func(b *bytes.Buffer) error { return r.WriteJSON(b) },
				"junit": func(b *bytes.Buffer) error { return r.WriteJUnit(b) },
				"sarif": func(b *bytes.Buffer) error { return r.WriteSARIF(b) },
			} {
				var out bytes.Buffer
				require.NoError(t, write(&out))
				assert.True(t, strings.Contains(out.String(), "/item/"+member), "%s does not report the member", name)
				assert.NotContains(t, out.String(), value, name)
			}
		})
	}
}
