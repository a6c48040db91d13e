package world_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/internal/beijing"
	"github.com/go-ali1688/ali1688/mock/world"
)

// company is what the tests of one shop share.
type company struct {
	world *world.World
	shop  *world.Shop
}

func (c company) ask(t *testing.T, operation string) string {
	t.Helper()
	return body(t, c.world, operation, "sid="+c.shop.SID)
}

// founded returns the day that seller_info states.
func (c company) founded(t *testing.T) time.Time {
	t.Helper()
	day, err := time.ParseInLocation("2006年01月02日", text(t, c.ask(t, "seller_info"), "user", "created"), beijing.Zone)
	require.NoError(t, err)
	return day
}

// scope returns what the company may do by what it sells.
func (c company) scope() string {
	trade := c.shop.Trade()
	root, _ := c.world.Category(trade.Parent)
	if c.shop.Factory() {
		return "一般项目:" + trade.Name.Chinese + "制造;" + root.Name.Chinese + "销售"
	}
	return "一般项目:" + root.Name.Chinese + "销售;互联网销售"
}

// companies returns shops that are listed, and others.
func companies(n int) (all []company) {
	w := world.New(world.Options{Seed: 1688})
	for _, o := range offers(w, n) {
		all = append(all, company{w, &o.Shop})
	}
	return all
}

// TestCompany compares what three operations state about the same company.
func TestCompany(t *testing.T) {
	for _, c := range companies(60) {
		s := c.shop
		founded := c.founded(t)
		require.True(t, 2003 <= founded.Year() && founded.Year() <= 2018 && founded.Day() <= 28, founded)
		equalMembers(t, object{"item": object{"address": "中国" + s.Address(), "businessLine": c.scope()}},
			c.ask(t, "item_get_company"))
		factory, strength := c.ask(t, "item_get_factory"), c.ask(t, "item_get_strength")
		staff := text(t, strength, "item", "employeeCount")
		unit := s.Offers()[0].Unit().Chinese
		least := text(t, factory, "item", "custom_min_num")
		require.Regexp(t, `^([1-9]|1[0-6])00`+unit+`$`, least)
		equalMembers(t, object{"item": object{"address": s.Address(), "certificate": []any{},
			"creation_time": founded.Format("2006年01月02日"), "custom_min_num": least, "custom_trade": "< 1万元",
			"employee": staffRange(t, staff), "factory_area": s.Address(), "factory_display": c.scope()}}, factory)
		mode := "贸易型"
		if s.Factory() {
			mode = "生产型"
		}
		equalMembers(t, object{"item": object{"memberId": s.SID, "authProviderName": "Intertek(天祥)",
			"businessMode": mode, "companyYearStarted": founded.Format(time.DateOnly), "employeeCount": staff,
			"salesAmount": hundreds(t, strength, 64), "isAuth": "true", "qualifyType": "自检",
			"certList": []any{certificate(t, &c, strength)}}}, strength)
	}
}

// staffRange returns the range of item_get_factory that a number of people is in.
func staffRange(t *testing.T, staff string) string {
	t.Helper()
	n := cents(t, staff) / 100
	require.True(t, 3 <= n && n <= 130, n)
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

// hundreds returns the amount of item_get_strength, which has to be a multiple of a hundred.
func hundreds(t *testing.T, strength string, most int64) string {
	t.Helper()
	n := cents(t, member(t, strength, "item", "salesAmount")) / 100
	require.True(t, n%100 == 0 && 1 <= n/100 && n/100 <= most, n)
	return digits(n)
}

// certificate returns the one certificate of a shop: it counts from the day of the foundation, in Beijing, and has the
// number of the company.
func certificate(t *testing.T, c *company, strength string) object {
	t.Helper()
	got := func(name string) string { return text(t, strength, "item", "certList", 0, name) }
	require.Regexp(t, `^9\d{6}$`, got("certifyInfoId"))
	entered := time.UnixMilli(cents(t, got("gmtCreate")) / 100).In(beijing.Zone)
	require.Equal(t, time.Date(2022, 6, entered.Day(), 9, 0, 0, 0, beijing.Zone), entered)
	require.LessOrEqual(t, entered.Day(), 16)
	return object{"certificateId": "10001", "certifyInfoId": got("certifyInfoId"),
		"code":      text(t, c.ask(t, "seller_info"), "user", "company_id"),
		"dateStart": digits(c.founded(t).UnixMilli()), "gmtCreate": digits(entered.UnixMilli()),
		"gmtModified": digits(entered.UnixMilli())}
}

// TestContact masks the name and the numbers, whatever the shop.
func TestContact(t *testing.T) {
	names := map[string]bool{}
	for _, c := range companies(60) {
		s := c.shop
		province, _, _ := s.Place()
		got := c.ask(t, "item_get_contact")
		name, mobile := text(t, got, "item", "name"), text(t, got, "item", "mobile")
		require.Regexp(t, `^[陈李王张刘黄周林]\*\*$`, name)
		require.Regexp(t, `^13[0-7]\*{4}0000$`, mobile)
		names[name] = true
		equalMembers(t, object{"item": object{"address": "中国 " + province + " " + s.Address(),
			"company_name": s.Company, "msg": "", "name": name, "mobile": mobile, "phone": "86 0000 ****0000"}}, got)
	}
	assert.Len(t, names, 8, "each of the names occurs")
}

// TestShopPages compares item_get_shop and item_get_hy with the facts of the shop.
func TestShopPages(t *testing.T) {
	for _, c := range companies(60) {
		s, trade := c.shop, c.shop.Trade()
		province, city, _ := s.Place()
		root, _ := c.world.Category(trade.Parent)
		equalMembers(t, object{"title": s.Company, "detail": []any{},
			"desc": s.Company + "位于" + province + city + ", 主营" + root.Name.Chinese + "、" + trade.Name.Chinese},
			c.ask(t, "item_get_shop"))
		for _, english := range []bool{false, true} {
			var menu []any
			for _, leaf := range c.world.Subcategories(trade.ID) {
				menu = append(menu, object{"name": in(leaf.Name, english)})
			}
			equalMembers(t, object{"shop_info": object{"title": s.Company, "sid": s.SID}, "nav_menus": menu,
				"banners": []any{}, "footer_info": []any{}, "header_info": object{"companyName": s.Company},
				"statistics": object{"offerCount": len(s.Offers())}},
				bodyOf(t, c.world, world.Query{Operation: "item_get_hy", English: english}, "sid="+s.SID))
		}
	}
}

// TestUnknownCompanies refuses every operation about a shop that a closed world does not have.
func TestUnknownCompanies(t *testing.T) {
	w := world.New(world.Options{Seed: 1688, Closed: true})
	for _, operation := range []string{"item_get_company", "item_get_factory", "item_get_strength", "item_get_contact",
		"item_get_shop", "item_get_hy", "seller_info"} {
		for _, args := range []string{"", "sid=", "sid=b2b-", "sid=b2b-1", "sid=x", "sid=b2b-22066196731024d1a0"} {
			wantRefusal(t, w, operation, args, "2000", "")
		}
	}
}

// TestSellerInfo compares every member of seller_info with the facts of the shop.
func TestSellerInfo(t *testing.T) {
	kinds := map[string]bool{}
	for _, c := range companies(60) {
		s, founded := c.shop, c.founded(t)
		province, city, code := s.Place()
		got := c.ask(t, "seller_info")
		number, kind := text(t, got, "user", "company_id"), text(t, got, "user", "shop_type")
		require.Regexp(t, `^91`+code+`MA[0-9A-Za-z]{2}[1-9]\d{5}$`, number)
		kinds[kind] = true
		require.Equal(t, s.Score(2) >= 45, s.Selected())
		good, level := text(t, got, "user", "good_num"), text(t, got, "user", "level")
		require.Regexp(t, `^(\d|[1-5]\d|6[0-3])$`, good)
		require.Regexp(t, `^[0-7]$`, level)
		equalMembers(t, object{"user": object{"id": digits(s.ID), "nick": s.Company, "good_num": good, "level": level,
			"created": founded.Format("2006年01月02日"), "shop_type": kind, "user_num_id": digits(s.ID),
			"company_id": number, "company_dj": city + "市市场监督管理局",
			"company_time": founded.Format(time.DateOnly) + " 至 长期", "company_info": factoryInfo(t, &c, got),
			"cid": "-1", "sid": s.SID, "title": s.Company, "address": province + " " + city,
			"zhuy":     "https://m.1688.com/winport/" + s.SID + ".html",
			"fh_score": tenths(s.Score(0)), "hm_score": tenths(s.Score(1)), "xy_score": tenths(s.Score(2)),
			"ht_score": tenths(s.Score(3)), "qe_score": "0.0", "menu": c.scope(), "tplogo": "",
			"tpyear": digits(s.Years()), "star": tenths(s.Score(2) / 5 * 5), "bsrdata": "", "_ddf": "mock"}}, got)
	}
	assert.Equal(t, map[string]bool{"有限责任公司": true, "一人有限责任公司": true, "个人独资企业": true, "个体经营": true}, kinds)
}

// factoryInfo returns what seller_info states about a factory, once by name and once by label. Only factories have it.
func factoryInfo(t *testing.T, c *company, got string) any {
	t.Helper()
	if !c.shop.Factory() {
		return nil
	}
	leaves, unit := c.world.Subcategories(c.shop.Trade().ID), c.shop.Offers()[0].Unit().Chinese
	value := func(row int) string { return text(t, got, "user", "company_info", "itemList", row, "itemValue") }
	require.Regexp(t, `^人民币 [1-9]\d{0,1}00 万元/年$`, value(0))
	require.Regexp(t, `^([3-9]|[1-7]\d|80)00平方米$`, value(1))
	require.Regexp(t, `^([5-9]|[1-9]\d|[12]\d\d|300)000`+unit+`$`, value(3))
	require.Regexp(t, `^(少于5人|5 - 10 人|11 - 20 人|41 - 50 人)$`, value(6))
	info, list := object{}, []any{}
	for _, line := range [][3]string{
		{"annualRevenue", "年营业额", value(0)}, {"factorySize", "厂房面积", value(1)},
		{"manufactureType", "加工方式", "OEM加工、ODM加工、来样加工"}, {"productionCapacity", "月产量", value(3)},
		{"productionUnit", "产量单位", unit}, {"qaQc", "质量控制", "内部"}, {"rndStaffNum", "研发人数", value(6)},
		{"technologyType", "加工工艺", fmt.Sprintf("%s加工、%s加工", leaves[0].Name.Chinese, leaves[1].Name.Chinese)},
	} {
		info[line[0]] = line[2]
		list = append(list, object{"itemName": line[1], "itemValue": line[2]})
	}
	return object{"comapnyInfo": info, "itemList": list}
}
