package change

import (
	"fmt"
	"slices"
	"strings"

	"github.com/go-ali1688/ali1688/internal/optional"
)

// Languages are those that a report can be written in.
var Languages = []string{"en", "zh-CN"}

// words are what a report says in one language.
type words struct {
	kinds                   map[Kind]string // {was} and {is} stand for the two sides
	levels                  map[Level]string
	text, wire, goColumn    string
	nothing, total, next    string
	seen, goMore            string
	added, changed, removed string
	steps                   map[Semver]string
	goNote, stale, zero     string
}

var dictionary = map[string]words{
	"en": {
		kinds: map[Kind]string{
			Added: "added{: is}", Removed: "removed", Renamed: "the operationId {was} became {is}", Retyped: "{was} became {is}",
			BecameRequired: "became required", BecameOptional: "became optional", BecameNullable: "may be null now",
			NeverNull: "is never null any more", EnumGrew: "may be {is}, too", EnumShrank: "is {was} no longer",
			BranchAdded: "may be {is}, too", BranchRemoved: "is {was} no longer", Promised: "every success has it now",
			Unpromised: "a success may lack it now", MediaAdded: "comes as {is}, too", MediaRemoved: "comes as {was} no longer",
			StatusAdded: "may answer {is}, too", StatusRemoved: "answers {was} no longer",
			UnitChanged: "the unit {was} became {is}",
			UnitStated:  "the unit is {is}", UnitWithdrawn: "the unit is no longer stated, it was {was}",
			Changed:     "{was} became {is}",
			TextChanged: "{is}", ServersChanged: "the servers {was} became {is}", Unused: "nothing refers any more to {was}",
			GoOnly: "Go only", Other: "changed",
		},
		levels: map[Level]string{None: "-", Adds: "adds", Warns: "warns", Breaks: "BREAKS"},
		text:   "text", wire: "wire", goColumn: "Go",
		nothing: "no difference", total: "Edits: %d. Breaking: %d, warnings: %d, additions: %d, texts or notes: %d.",
		next: "This calls for a %s step: %s.",
		seen: "in %d operations", goMore: "%s and %d more",
		added: "Added", changed: "Changed", removed: "Removed",
		steps:  map[Semver]string{NoStep: "no", Patch: "patch", Minor: "minor", Major: "major"},
		goNote: "declarations are compared as they parse, types of other packages by name only: %s",
		stale:  "%s was edited after it was bundled and is compared as edited: run `make generate`",
		zero:   "Before 1.0 a major step raises the second number, and any other step the third.",
	},
	"zh-CN": {
		kinds: map[Kind]string{
			Added: "新增{: is}", Removed: "已删除", Renamed: "operationId 由 {was} 改为 {is}", Retyped: "由 {was} 改为 {is}",
			BecameRequired: "改为必有", BecameOptional: "改为可缺", BecameNullable: "现在可以为 null",
			NeverNull: "不再为 null", EnumGrew: "取值增加 {is}", EnumShrank: "取值去掉 {was}",
			BranchAdded: "也可以是 {is}", BranchRemoved: "不再是 {was}", Promised: "成功时必有",
			Unpromised: "成功时不再必有", MediaAdded: "增加格式 {is}", MediaRemoved: "去掉格式 {was}",
			StatusAdded: "增加状态 {is}", StatusRemoved: "去掉状态 {was}", UnitChanged: "单位由 {was} 改为 {is}",
			UnitStated: "单位为 {is}", UnitWithdrawn: "不再注明单位，原为 {was}", Changed: "{was} 改为 {is}",
			TextChanged: "{is}", ServersChanged: "服务器地址由 {was} 改为 {is}", Unused: "不再被引用：{was}", GoOnly: "仅 Go", Other: "有改动",
		},
		levels: map[Level]string{None: "-", Adds: "兼容", Warns: "注意", Breaks: "不兼容"},
		text:   "文本", wire: "线上", goColumn: "Go",
		nothing: "没有差异", total: "共 %d 处改动：%d 处不兼容，%d 处需注意，%d 处兼容，%d 处文本或备注。", next: "版本应升%s：%s。",
		seen: "涉及 %d 个接口", goMore: "%s，另有 %d 处",
		added: "新增", changed: "改动", removed: "删除",
		steps:  map[Semver]string{NoStep: "（不变）", Patch: "修订号", Minor: "次版本", Major: "主版本"},
		goNote: "只按声明比较生成的代码，其他包的类型只比较名称：%s",
		stale:  "%s 在合并之后又有修改：按修改后的内容比较；请运行 `make generate`",
		zero:   "1.0 之前，主版本的改动升第二位，其他改动升第三位。",
	},
}

// phrase returns what was done, as a phrase.
func (w words) phrase(e *Edit) string {
	form := w.kinds[e.Kind]
	if e.Kind == Changed && e.Is == "" {
		form = map[bool]string{true: "{was} 已去掉", false: "{was} went away"}[w.text == "文本"]
	}
	if e.Is == "" {
		form = strings.ReplaceAll(form, "{: is}", "")
	}
	return strings.NewReplacer("{: is}", ": "+e.Is, "{was}", e.Was, "{is}", e.Is).Replace(form)
}

// line returns the phrase with the place it is about.
func (w words) line(e *Edit) string {
	return optional.Text("", e.Place, ": ") + w.phrase(e)
}

// goSaid returns the shortest thing that apidiff says, and how much more there is.
func (w words) goSaid(e *Edit) string {
	if len(e.GoChanges) == 0 {
		return ""
	}
	shortest := slices.MinFunc(e.GoChanges, func(a, b string) int { return len(a) - len(b) })
	if len(e.GoChanges) == 1 {
		return shortest
	}
	return fmt.Sprintf(w.goMore, shortest, len(e.GoChanges)-1)
}

// seenIn returns how many operations reach a component; an operation and the document itself are seen where they are.
func (w words) seenIn(e *Edit) string {
	if e.kind.isOperation() || e.kind == inRoot || len(e.Operations) == 0 {
		return ""
	}
	if len(e.Operations) == 1 {
		return e.Operations[0]
	}
	return fmt.Sprintf(w.seen, len(e.Operations))
}
