package outside

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"

	"github.com/go-ali1688/ali1688/internal/lists"
)

// readNewman reads a report of newman, which has bodies as lists of bytes.
func readNewman(file string) (result, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return result{}, err
	}
	var report struct {
		Run struct {
			Executions []struct {
				Item     struct{ Name string }
				Response struct {
					Code   int
					Stream struct{ Data []uint8OfJSON }
				}
			}
		}
	}
	if err := json.Unmarshal(text, &report); err != nil {
		return result{}, err
	}
	var found result
	for _, e := range report.Run.Executions {
		found.sent++
		body := lists.Map(e.Response.Stream.Data, func(b uint8OfJSON) byte { return byte(b) })
		if failure := failed(e.Response.Code, body); failure != "" {
			found.problems = append(found.problems, e.Item.Name+": "+failure)
		}
	}
	return found, nil
}

// uint8OfJSON is a byte as a number; encoding/json reads a list of bytes from base64 only.
type uint8OfJSON int

// failed returns what a response reports as failed, or "".
func failed(status int, body []byte) string {
	var failure struct {
		Code    any    `json:"error_code"`
		Message string `json:"error_message"`
	}
	_ = json.Unmarshal(body, &failure) // a body of another kind has no code
	code := ""
	if failure.Code != nil {
		code = fmt.Sprint(failure.Code)
	}
	if status == 200 && strings.Trim(code, "0") == "" {
		return ""
	}
	return fmt.Sprintf("HTTP %d %s %s", status, code, failure.Message)
}
