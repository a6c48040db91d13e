package admin

import (
	"errors"
	"net/http"
	"strconv"

	"github.com/go-json-experiment/json/jsontext"
)

// Messages are the messages that the mock sends to applications.
type Messages interface {
	Describe() any
	Again(id int64) error
	AddText(topic, member string, contents jsontext.Value) (id int64, err error)
}

// addMessages adds the endpoints for messages.
func (a *Routes) addMessages(mux *http.ServeMux) {
	mux.HandleFunc("GET /__admin/messages",
		func(w http.ResponseWriter, _ *http.Request) { writeJSON(w, a.Messages.Describe()) })
	mux.HandleFunc("POST /__admin/messages", decodeBody(a.addMessage))
	mux.HandleFunc("POST /__admin/messages/{id}/send", func(w http.ResponseWriter, r *http.Request) {
		id, err := pathID(r)
		if err == nil {
			err = a.Messages.Again(id)
		}
		writeOutcome(w, err)
	})
}

func (a *Routes) addMessage(w http.ResponseWriter, _ *http.Request, in *struct {
	Topic  string         `json:"topic"`
	Member string         `json:"member"`
	Data   jsontext.Value `json:"data"`
},
) error {
	if in.Topic == "" || in.Data.Kind() != '{' {
		return errors.New(`a message has a topic and data: {"topic": "SYT_CONTRACT_WAIT_SIGN", "data": {…}}`)
	}
	id, err := a.Messages.AddText(in.Topic, in.Member, in.Data)
	if err == nil {
		writeJSON(w, map[string]string{"msgId": strconv.FormatInt(id, 10)})
	}
	return err
}
