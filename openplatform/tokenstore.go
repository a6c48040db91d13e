package openplatform

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"runtime"
	"sync"
	"time"

	"github.com/go-ali1688/ali1688/internal/filetree"
	"github.com/go-ali1688/ali1688/loose"
)

// TokenStore keeps the tokens of members by a name of your choice. It is safe for concurrent use.
type TokenStore interface {
	// Load returns the token of a member, or false if there is none.
	Load(ctx context.Context, member string) (Token, bool, error)
	Save(ctx context.Context, member string, token Token) error
}

// TokenLocker is a [TokenStore] that several processes share. A client renews the token of a member only between Lock
// and unlock, and takes the token that another process has put there meanwhile.
type TokenLocker interface {
	TokenStore
	// Lock waits until no other process renews the token of the member, or returns the error of the context.
	Lock(ctx context.Context, member string) (unlock func(), err error)
}

// NewMemoryTokens returns a store that forgets everything when the program ends.
func NewMemoryTokens() TokenStore { return &memoryTokens{tokens: map[string]Token{}} }

type memoryTokens struct {
	mu     sync.Mutex
	tokens map[string]Token
}

func (m *memoryTokens) Load(_ context.Context, member string) (Token, bool, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	token, ok := m.tokens[member]
	return token, ok, nil
}

func (m *memoryTokens) Save(_ context.Context, member string, token Token) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.tokens[member] = token
	return nil
}

// oneToken is the token of every member.
type oneToken struct {
	mu       sync.Mutex
	token    Token
	remember func(Token)
}

func (o *oneToken) Load(context.Context, string) (Token, bool, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.token, true, nil
}

func (o *oneToken) Save(_ context.Context, _ string, token Token) error {
	o.mu.Lock()
	o.token = token
	o.mu.Unlock()
	if o.remember != nil {
		o.remember(token)
	}
	return nil
}

// NewFileTokens returns a store in a file of JSON that only its owner may read, mode 0600. Each write replaces the file
// as a whole. It is for one process: several need a store that they share.
func NewFileTokens(file string) TokenStore { return &fileTokens{file: file} }

type fileTokens struct {
	mu   sync.Mutex
	file string
}

// fileToken is a token as it stands in the file.
type fileToken struct {
	Access  string    `json:"access"`
	Refresh string    `json:"refresh"`
	Expires time.Time `json:"expires"`
}

func (f *fileTokens) Load(_ context.Context, member string) (Token, bool, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	tokens, err := f.read()
	kept, ok := tokens[member]
	return Token{Access: loose.SecretOf(kept.Access), Refresh: loose.SecretOf(kept.Refresh), Expires: kept.Expires}, ok,
		err
}

func (f *fileTokens) Save(_ context.Context, member string, token Token) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	tokens, err := f.read()
	if err != nil {
		return err
	}
	tokens[member] = fileToken{Access: token.Access.Reveal(), Refresh: token.Refresh.Reveal(), Expires: token.Expires}
	content, err := loose.Marshal(tokens)
	if err != nil {
		return err
	}
	return filetree.Replace(f.file, ".tokens-*", content, (*os.File).Sync)
}

// read returns what the file holds; one that is not there holds nothing.
func (f *fileTokens) read() (map[string]fileToken, error) {
	tokens := map[string]fileToken{}
	info, err := os.Stat(f.file)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return tokens, nil
	case err != nil:
		return nil, err
	case runtime.GOOS != "windows" && info.Mode().Perm()&0o077 != 0:
		return nil, fmt.Errorf("others may read %s, which holds tokens: chmod 600 it", f.file)
	}
	content, err := os.ReadFile(f.file)
	if err != nil {
		return nil, err
	}
	if loose.Unmarshal(content, &tokens) != nil || tokens == nil { // its text may quote what is kept
		return nil, fmt.Errorf("%s is not a file of tokens", f.file)
	}
	return tokens, nil
}
