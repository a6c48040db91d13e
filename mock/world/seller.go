package world

import (
	"fmt"
	"strconv"
)

// asked finds the shop that a call names, by whichever parameter.
func (w *World) asked(q *Query) (Shop, bool) {
	if sid := q.Get("sid"); sid != "" {
		return w.shopBySID(sid)
	}
	if id, err := strconv.ParseUint(q.Get("seller_id"), 10, 64); err == nil {
		return w.Shop(id)
	}
	if url := q.Get("shop_url"); url != "" {
		return w.ShopNamed(url)
	}
	return w.ShopNamed(q.Get("nick"))
}

func (e *encoder) sellerInfo(s *Shop) {
	e.registration(s)
	e.companyInfo(s)
	e.plain("cid", "-1")
	e.plain("sid", s.SID)
	e.plain("title", s.Company)
	e.plain("address", s.at.province, " ", s.City)
	e.plain("zhuy", "https://m.1688.com/winport/", s.SID, ".html")
	for i, name := range [...]string{"fh_score", "hm_score", "xy_score", "ht_score"} {
		e.tenths(name, s.score(uint(i)))
	}
	e.plain("qe_score", "0.0")
	e.plain("menu", s.scope())
	e.plain("tplogo", "")
	e.digits("tpyear", int64(s.Years()))
	e.tenths("star", s.score(2)/5*5)
	e.members(`"bsrdata":"","_ddf":"mock"`)
}

func (e *encoder) registration(s *Shop) {
	year, month, day := s.founded()
	e.plain("id", s.key)
	e.plain("nick", s.Company)
	e.digits("good_num", int64(s.hash>>12&63))
	e.digits("level", int64(s.hash>>9&7))
	e.plain("created", fmt.Sprintf("%d年%02d月%02d日", year, month, day))
	e.plain("shop_type", s.form.kind)
	e.plain("user_num_id", s.key)
	e.plain("company_id", s.registered())
	e.plain("company_dj", s.City, "市市场监督管理局")
	e.plain("company_time", fmt.Sprintf("%d-%02d-%02d 至 长期", year, month, day))
}

// registered returns the company's number, of eighteen characters.
func (s *Shop) registered() string {
	return "91" + s.at.code + "MA" + string(appendLetters(nil, s.hash>>8, 2)) +
		strconv.FormatUint(100_000+s.hash>>20%900_000, 10)
}

// scope returns what the company may do.
func (s *Shop) scope() string {
	if s.Factory() {
		return "一般项目:" + s.field.name.zh + "制造;" + s.field.root.name.zh + "销售"
	}
	return "一般项目:" + s.field.root.name.zh + "销售;互联网销售"
}

// Address returns where the shop is, in full.
func (s *Shop) Address() string {
	return s.at.province + s.City + "市" + s.Company[len(s.City):][:6] + "路" + strconv.FormatUint(1+s.hash>>30%400, 10) +
		"号"
}

// companyInfo tells of the factory, and is null where there is none.
func (e *encoder) companyInfo(s *Shop) {
	if !s.Factory() {
		e.raw("company_info", "null")
		return
	}
	lines := s.profile()
	e.object("company_info")
	e.object("comapnyInfo")
	for _, l := range lines {
		e.plain(l.name, l.value)
	}
	e.endObject()
	e.list("itemList")
	for _, l := range lines {
		e.row()
		e.plain("itemName", l.label)
		e.plain("itemValue", l.value)
		e.endObject()
	}
	e.endList()
	e.endObject()
}

// line is a fact about a factory.
type line struct{ name, label, value string }

func (s *Shop) profile() []line {
	d := dice(s.hash)
	return []line{
		{"annualRevenue", "年营业额", fmt.Sprintf("人民币 %d 万元/年", 100*d.between(1, 90))},
		{"factorySize", "厂房面积", fmt.Sprintf("%d平方米", 100*d.between(3, 80))},
		{"manufactureType", "加工方式", "OEM加工、ODM加工、来样加工"},
		{"productionCapacity", "月产量", fmt.Sprintf("%d%s", 1000*d.between(5, 300), s.field.root.unit)},
		{"productionUnit", "产量单位", s.field.root.unit},
		{"qaQc", "质量控制", "内部"},
		{"rndStaffNum", "研发人数", [...]string{"少于5人", "5 - 10 人", "11 - 20 人", "41 - 50 人"}[d.below(4)]},
		{"technologyType", "加工工艺", s.field.leaves[0].name.zh + "加工、" + s.field.leaves[1].name.zh + "加工"},
	}
}

// staff returns how many people work there.
func (s *Shop) staff() int { return 3 + int(s.hash>>26&127) }
