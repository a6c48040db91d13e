package world

import (
	"fmt"
	"strconv"
	"time"

	"github.com/go-ali1688/ali1688/internal/beijing"
)

// about returns a response about the thing that a call names, in a member of that name, or in none for "".
func about[T any](member string, find func(*World, *Query) (T, bool),
	write func(*encoder, *T)) func(*World, *encoder, *Query) *Failure {
	return func(w *World, e *encoder, q *Query) *Failure {
		found, ok := find(w, q)
		if !ok {
			return nothing
		}
		if member != "" {
			e.object(member)
			defer e.endObject()
		}
		write(e, &found)
		return nil
	}
}

// shopOf finds the shop of a sid.
func (w *World) shopOf(q *Query) (Shop, bool) { return w.shopBySID(q.Get("sid")) }

func (e *encoder) shopCompany(s *Shop) {
	e.plain("address", "中国", s.Address())
	e.plain("businessLine", s.scope())
}

func (e *encoder) shopFactory(s *Shop) {
	year, month, day := s.founded()
	e.plain("address", s.Address())
	e.raw("certificate", "[]")
	e.plain("creation_time", fmt.Sprintf("%d年%02d月%02d日", year, month, day))
	e.plain("custom_min_num", strconv.FormatUint(100*(1+s.hash>>30&15), 10), s.field.root.unit)
	e.plain("custom_trade", "< 1万元")
	e.plain("employee", employees(s.staff()))
	e.plain("factory_area", s.Address())
	e.plain("factory_display", s.scope())
}

// employees returns a range that a number is in.
func employees(n int) string {
	switch {
	case n <= 10:
		return "1~10人"
	case n <= 50:
		return "11~50人"
	case n <= 100:
		return "51~100人"
	}
	return "101~200人"
}

func (e *encoder) shopStrength(s *Shop) {
	mode := "贸易型"
	if s.Factory() {
		mode = "生产型"
	}
	year, month, day := s.founded()
	e.plain("memberId", s.SID)
	e.plain("authProviderName", "Intertek(天祥)")
	e.plain("businessMode", mode)
	e.plain("companyYearStarted", fmt.Sprintf("%d-%02d-%02d", year, month, day))
	e.digits("employeeCount", int64(s.staff()))
	e.digits("salesAmount", int64(100*(1+s.hash>>32&63)))
	e.plain("isAuth", "true")
	e.plain("qualifyType", "自检")
	e.certificates(s)
}

func (e *encoder) certificates(s *Shop) {
	year, month, day := s.founded()
	from := time.Date(year, time.Month(month), day, 0, 0, 0, 0, beijing.Zone)
	entered := time.Date(2022, 6, 1+int(s.hash>>11&15), 9, 0, 0, 0, beijing.Zone).UnixMilli()
	e.list("certList")
	e.row()
	e.plain("certificateId", "10001")
	e.plain("certifyInfoId", strconv.FormatUint(9_000_000+s.hash>>22%900_000, 10))
	e.plain("code", s.registered())
	e.digits("dateStart", from.UnixMilli())
	e.digits("gmtCreate", entered)
	e.digits("gmtModified", entered)
	e.endObject()
	e.endList()
}

func (e *encoder) shopContact(s *Shop) {
	e.plain("address", "中国 ", s.at.province, " ", s.Address())
	e.plain("company_name", s.Company)
	e.plain("msg", "")
	e.plain("name", []string{"陈", "李", "王", "张", "刘", "黄", "周", "林"}[s.hash>>41&7], "**")
	e.plain("mobile", "13", small[s.hash>>35&7], "****0000")
	e.plain("phone", "86 0000 ****0000")
}

func (e *encoder) shopShop(s *Shop) {
	e.plain("title", s.Company)
	e.plain("desc", s.Company, "位于", s.at.province, s.City, ", 主营", s.field.root.name.zh, "、", s.field.name.zh)
	e.raw("detail", "[]")
}

// shopHy writes the sections that the provider's page names. What they hold nobody has shown.
func (e *encoder) shopHy(s *Shop) {
	e.object("shop_info")
	e.plain("title", s.Company)
	e.plain("sid", s.SID)
	e.endObject()
	e.list("nav_menus")
	for _, l := range s.field.leaves {
		e.row()
		e.word("name", l.name)
		e.endObject()
	}
	e.endList()
	e.members(`"banners":[],"footer_info":[]`)
	e.object("header_info")
	e.plain("companyName", s.Company)
	e.endObject()
	e.object("statistics")
	from, to := s.world.span(s.place)
	e.number("offerCount", int64(to-from))
	e.endObject()
}
