package params

import "strings"

// ImageFault finds the name or the address of a file where the image itself belongs. The document has no pattern for an
// image: it would have to be compared with megabytes.
func ImageFault(get func(name string) string) *Fault {
	const enough = 100 // characters: a name or an address has one of the signs among them
	code := get("imgcode")
	if strings.ContainsAny(code[:min(len(code), enough)], ".@\\") {
		return &Fault{What: "imgcode", Reason: "imgcode must be the image in base64, not its name or address"}
	}
	if strings.HasPrefix(get("imgid"), "@") {
		return &Fault{What: "imgid", Reason: "imgid must be the name that upload_img returned, not that of a file"}
	}
	return nil
}
