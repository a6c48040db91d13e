package main

import (
	"io"
	"strings"

	"github.com/go-ali1688/ali1688/internal/redact"
)

// account is whose calls are made, and what no output may show: a server may echo the key and the secret anywhere.
type account struct {
	key, secret              string // of the gateway
	session                  string // of the gateway, the account for which it calls the open platform
	appKey, appSecret, token string // of the open platform
	mcpToken                 string // of clients of the server of mcp
	hasSecrets               bool
	redactor                 redact.Redactor
}

// accountOf reads the account from the environment.
func accountOf(getenv func(string) string) account {
	a := account{
		key: getenv("ALI1688_KEY"), secret: getenv("ALI1688_SECRET"), session: getenv("ALI1688_SESSION"),
		appKey: getenv("ALI1688_APP_KEY"), appSecret: getenv("ALI1688_APP_SECRET"), token: getenv("ALI1688_ACCESS_TOKEN"),
		mcpToken: getenv("ALI1688_MCP_TOKEN"),
	}
	return a.with("")
}

// with returns the account with one secret more. The app key is no secret: addresses have it.
func (a account) with(secret string) account {
	secrets := append(a.secrets(), secret)
	a.hasSecrets = strings.Join(secrets, "") != ""
	a.redactor = redact.ValuesOnly(secrets...)
	return a
}

// secrets returns what no output may show.
func (a account) secrets() []string {
	return []string{a.key, a.secret, a.session, a.appSecret, a.token, a.mcpToken}
}

// hiding returns a writer to w that hides the key and the secret in each piece that is written at once.
func (a account) hiding(w io.Writer) io.Writer {
	if !a.hasSecrets {
		return w
	}
	return hidingWriter{a, w}
}

type hidingWriter struct {
	account account
	to      io.Writer
}

// Write writes p without the key and the secret. It reports all of p as written.
func (w hidingWriter) Write(p []byte) (int, error) {
	if _, err := w.to.Write(w.account.hideIn(p)); err != nil {
		return 0, err
	}
	return len(p), nil
}

// hideIn hides the key and the secret in JSON, however they are escaped there, so that it stays JSON, and in the text
// behind it. All else stays byte for byte.
func (a account) hideIn(text []byte) []byte { return a.redactor.JSON(text) }
