package translate

// Edition is a document in another language.
type Edition struct {
	Document string // its folder, openapi/<name>
	Language string
	Overlay  string // the file with the texts
}

// Editions are those that there are.
var Editions = []Edition{
	{"openapi/gateway", "zh-CN", "openapi/overlays/zh-CN.yaml"},
	{"openapi/openplatform", "zh-CN", "openapi/overlays/openplatform.zh-CN.yaml"},
}
