package outside

import "github.com/go-ali1688/ali1688/openapi"

// tool is a program of others, a row of the table.
type tool struct {
	name, title, version string
	does                 string
	only                 string // the one document that it runs on, or ""
	check                func(*run, openapi.Document) (result, error)
}

// tools are the rows. The versions of npm's packages are those of the lock files.
var tools = []tool{
	{name: "redocly", title: "Redocly", version: "2.77.0", does: "lints, rules `recommended`", check: redocly},
	{name: "spectral", title: "Spectral", version: "6.16.3", does: "lints, rules `spectral:oas`", check: spectral},
	{name: "parser", title: "swagger-parser", version: "13.1.0", does: "validates", check: swaggerParser},
	{name: "typescript", title: "openapi-typescript", version: "7.13.0", does: "types, under `tsc --strict`",
		check: openapiTypescript},
	{name: "hey", title: "hey-api", version: "0.95.0",
		does: "a client, under `tsc --strict`, of the edition with ids as texts; requests that succeed", check: heyAPI},
	{name: "orval", title: "orval", version: "8.38.0", does: "a client of the same, under `tsc --strict`", check: orval},
	{name: "oapi", title: "oapi-codegen", version: oapiVersion,
		does: "types and a client, compiled; requests that succeed", check: oapiCodegen},
	{name: "servers", title: "oapi-codegen", version: oapiVersion, does: "its seven servers, compiled", only: "gateway",
		check: oapiServers},
	{name: "ogen", title: "ogen", version: ogenVersion, does: "a client and a server, compiled", check: ogen},
	{name: "prism", title: "Prism", version: "5.16.0",
		does: "as a proxy before the mock; requests that it finds no fault in", check: prism},
	{name: "postman", title: "newman", version: "6.2.1", does: "sends the Postman collection; requests that succeed",
		check: newman},
}

const (
	oapiVersion = "v2.8.2"
	ogenVersion = "v1.25.0"
)
