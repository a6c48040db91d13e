package push

import (
	"errors"
	"io"
	"net/http"
	"net/url"
)

// ServeHTTP receives one message. It answers 200 to a message that was done, now or earlier, so that the platform does
// not send it again, and another status to every other. The body of a refusal says why, and nothing of the callback's
// error.
func (r *Receiver) ServeHTTP(w http.ResponseWriter, request *http.Request) {
	if request.Method != http.MethodPost {
		w.Header().Set("Allow", http.MethodPost)
		http.Error(w, "the platform posts its messages", http.StatusMethodNotAllowed)
		return
	}
	m, err := r.read(w, request)
	err = r.settle(request.Context(), m, err)
	if err == nil {
		_, _ = io.WriteString(w, "SUCCESS")
		return
	}
	status, reason := refusal(err)
	if status == http.StatusServiceUnavailable {
		w.Header().Set("Retry-After", "1")
	}
	http.Error(w, reason, status)
}

// read reads, verifies and parses the message of a request.
func (r *Receiver) read(w http.ResponseWriter, request *http.Request) (*Message, error) {
	body, err := io.ReadAll(http.MaxBytesReader(w, request.Body, r.config.MaxBytes))
	if err != nil {
		return nil, err
	}
	form, err := url.ParseQuery(string(body))
	if err != nil {
		return nil, ErrUnsigned
	}
	text, err := Verify(form, r.config.AppKey, r.config.Secret)
	if err != nil {
		return nil, err
	}
	m, err := Parse([]byte(text))
	if err == nil && !m.Born.IsZero() && r.now().Sub(m.Born) > r.config.Keep {
		err = ErrTooOld
	}
	return m, err
}

// refusal returns the status for an error, and what the sender may know of it.
func refusal(err error) (status int, reason string) {
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &large):
		return http.StatusRequestEntityTooLarge, "the body is too large"
	case errors.Is(err, ErrSignedWithKey):
		return http.StatusUnauthorized, "the signature was made with the AppKey in place of the secret"
	case errors.Is(err, ErrForged):
		return http.StatusUnauthorized, "the signature does not fit"
	case errors.Is(err, ErrUnsigned):
		return http.StatusBadRequest, "the form has no message with a signature"
	case errors.Is(err, ErrTooOld):
		return http.StatusForbidden, "the message is too old"
	case errors.Is(err, ErrCallback):
		return http.StatusInternalServerError, "the message was not done"
	case errors.Is(err, ErrBusy), errors.Is(err, ErrStore):
		return http.StatusServiceUnavailable, "try again"
	}
	return http.StatusBadRequest, "not a message"
}
