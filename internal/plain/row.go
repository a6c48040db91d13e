package plain

import (
	"strings"

	platform "github.com/go-ali1688/ali1688/generated/platform"
)

// row returns the operation as a row of the open platform's table, or nil where its path has another form. The row has
// neither levels nor an outcome, because the document of such an operation states none.
func (o *Operation) row() *platform.Operation {
	parts := strings.Split(strings.Trim(o.Path, "/"), "/")
	if o.base != platformBase || len(parts) != 5 || parts[3] != o.ID || parts[4] != appKey {
		return nil
	}
	row := &platform.Operation{
		Name: o.ID, Protocol: parts[0], Version: parts[1], Namespace: parts[2],
		Service: o.Service, Family: o.Family, Effect: platform.Effect(o.Effect), Evidence: o.Evidence.Level,
		Public: !o.Takes("accessToken"), Unsigned: !o.Takes("signature"), Summary: o.Summary,
	}
	for _, p := range o.Rules.Params {
		if p.Form {
			row.Params = append(row.Params, platform.Param{Name: p.Name, Type: p.Kind, Required: p.Required})
		}
	}
	return row
}

// platformBase is the base of the paths of the open platform.
const platformBase = "/openapi"
