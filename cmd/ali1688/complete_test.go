package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestComplete(t *testing.T) {
	for line, want := range map[string]string{
		"":                            "", // without a word to complete
		"rec":                         "record",
		"--v":                         "--version",
		"help item_get_ap":            "item_get_app",
		"call item_get_ap":            "item_get_app",
		"call alibaba.trade.fastC":    "alibaba.trade.fastCreateOrder",
		"call --timeout 5 item_get_a": "item_get_app",
		"call --yes item_get_a":       "item_get_app",
		"call item_get num":           "num_iid=",
		"call item_get cache=":        "cache=yes cache=no cache=1",
		"call item_get num_iid=":      "",
		"call item_get --time":        "--timeout",
		"call --lang ":                "en zh-CN",
		"check --api item_get_ap":     "item_get_app",
		"check evidence/":             "",
		"completion z":                "zsh",
		"nonsense --x":                "",
	} {
		args := append([]string{completing}, strings.Split(line, " ")...)
		if line == "" {
			args = args[:1]
		}
		r := do(t, "", args...)
		assert.Equal(t, exitFine, r.status, line)
		assert.Equal(t, want, strings.Join(strings.Fields(r.out), " "), "ali1688 %s<TAB>", line)
	}
}

// TestCompletionScripts has each shell that is installed read its script, and bash complete lines with it.
func TestCompletionScripts(t *testing.T) {
	for shell, flags := range map[string][]string{"bash": {"-n"}, "zsh": {"-n"}, "fish": {"--no-execute"}} {
		script := filepath.Join(t.TempDir(), shell)
		r := do(t, "", "completion", shell)
		require.Equal(t, exitFine, r.status, r.err)
		require.NoError(t, os.WriteFile(script, []byte(r.out), 0o600))
		if _, err := exec.LookPath(shell); err == nil {
			out, err := exec.Command(shell, append(flags, script)...).CombinedOutput()
			require.NoError(t, err, "%s", out)
		}
	}
	assert.Equal(t, exitUsage, do(t, "", "completion", "tcsh").status)
}

// TestCompletionInBash has the function of bash complete a line, with a program in place of ours that shows its words.
func TestCompletionInBash(t *testing.T) {
	bash, err := exec.LookPath("bash")
	if err != nil {
		t.Skip("SKIPPED: bash is not installed")
	}
	for line, want := range map[string]string{
		"ali1688 call item_get cache=y": "3:__complete|call|item_get|cache=y",
		"A=b ali1688 call ":             "3:__complete|call|",
	} {
		script := do(t, "", "completion", "bash").out +
			"ali1688() { local IFS='|'; echo \"3:$*\"; }\nCOMP_LINE='" + line + "' COMP_POINT=" +
			"100\n_ali1688 ali1688\nprintf '%s' \"${COMPREPLY[*]}\"\n"
		out, err := exec.Command(bash, "-c", script).CombinedOutput()
		require.NoError(t, err, "%s", out)
		assert.Equal(t, want, string(out), line)
	}
}

func TestVersion(t *testing.T) {
	for _, arg := range []string{"--version", "version"} {
		r := do(t, "", arg)
		assert.Equal(t, exitFine, r.status, r.err)
		assert.Regexp(t, `^ali1688 \S+.*, go1\.\S+ \w+/\w+\n`, r.out)
		for _, document := range []string{"gateway", "openplatform", "legacy"} {
			assert.Regexp(t, `(?m)^`+document+`\s+\d+\.\d+\.\d+\s+[1-9]\d*\s+20\d\d-\d\d$`, r.out)
		}
	}
}

// TestHelpOfOperations finds the parameters of an operation wherever somebody looks for them, in both languages.
func TestHelpOfOperations(t *testing.T) {
	t.Setenv("LC_ALL", "C")
	for _, c := range []struct{ args, want string }{
		{"help item_get", "num_iid       required  text that matches"},
		{"help item_get", "The offer's id (商品ID), the number in its address."},
		{"help alibaba.trade.cancel", "alibaba.trade.cancel [name=value …]: Cancel an order (cancel)"},
		{"help acrm.customer.group.get", "List customers by tag"},
		{"help item_get --lang zh-CN", "获得商品详情\n"},
		{"help item_get --lang=zh", "必填"},
		{"call item_get --help --lang zh-CN", "商品 ID，即商品地址中的数字。"},
		{"help alibaba.trade.cancel --lang zh-CN", "取消订单 (cancel)"},
	} {
		r := do(t, "", strings.Fields(c.args)...)
		assert.Equal(t, exitFine, r.status, r.err)
		assert.Contains(t, r.out, c.want, c.args)
	}
	english := do(t, "", "help", "item_get").out
	assert.Equal(t, english, do(t, "", "call", "item_get", "--help").out)
	t.Setenv("LC_ALL", "zh_CN.UTF-8")
	assert.Contains(t, do(t, "", "help", "item_get").out, "获得商品详情")
}

func TestTimes(t *testing.T) {
	for text, want := range map[string]string{
		"5": "5s", "0.5": "500ms", "1m30s": "1m30s", "-1": "-1s",
		"soon": errTime.Error(), "": errTime.Error(), "5x": errTime.Error(), "NaN": errTime.Error(), "1e3": errTime.Error(),
	} {
		d, err := parseTime(text)
		got := d.String()
		if err != nil {
			got = err.Error()
		}
		assert.Equal(t, want, got, text)
	}
}
