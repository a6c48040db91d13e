package world_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/internal/beijing"
	"github.com/go-ali1688/ali1688/mock/world"
)

// The values in this file may change with a release that states so: users keep responses of the mock in their tests.

// pinned is what a test of a user may have written down of an offer.
type pinned struct {
	Title, Korean, Article string
	Unit                   world.Text
	Least, Grams           int64
	Tiers                  []world.Tier
	Created                string
	Stock, Sales           int64
	Variants, Drawings     int
	Size                   [3]int64
	First                  pinnedVariant
	Sold                   [2]int64
}

type pinnedVariant struct {
	SKUID        int64
	SpecID       string
	Price, Stock int64
	Values       [2]string
}

func pin(o *world.Offer, w *world.World) pinned {
	stock, sales := o.Totals()
	length, width, height := o.Millimetres()
	all := o.Variants()
	v, day := &all[0], time.Date(2026, 9, 1, 0, 0, 0, 0, beijing.Zone)
	return pinned{o.Title(false), o.TitleIn("ko"), o.Article(), o.Unit(), o.Least(), o.Grams(), o.Tiers(),
		o.Created(w).Format(time.RFC3339), stock, sales, len(all), len(o.Illustrations("")),
		[3]int64{length, width, height}, pinnedVariant{v.SKUID, v.SpecID, v.Price, v.Stock,
			[2]string{v.Properties[0].Value.Chinese, v.Properties[1].Value.Chinese}},
		[2]int64{o.SoldOn(day), o.SoldOn(day.AddDate(0, 0, 1))}}
}

// TestPinnedOffers has the same offers on every machine.
func TestPinnedOffers(t *testing.T) {
	piece := world.Text{Chinese: "个", English: "Piece"}
	for _, c := range []struct {
		seed, id uint64
		want     pinned
	}{
		{1688, 610947572360, pinned{"【模拟】冬季 创意藤编装饰画 大容量 跨境外贸", "[mock] 겨울 창의적 라탄 벽걸이 그림 대용량 수출용",
			"P7285", piece, 5, 673, []world.Tier{{From: 5, Price: 6210}}, "2026-01-29T08:00:00+08:00", 3849, 46, 4, 3,
			[3]int64{226, 253, 142}, pinnedVariant{688108989157774337, "d3d296674c30a945cbf27333055a9e1c", 6210, 1476,
				[2]string{"原木色", "小号"}}, [2]int64{1, 1}}},
		{1688, 554456348334, pinned{"【模拟】夏季 专业黄铜指纹锁 绝缘 五金店货源", "[mock] 여름 전문가용 황동 지문 자물쇠 절연 철물점용",
			"H4216", world.Text{Chinese: "把", English: "Piece"}, 1, 2554, []world.Tier{{From: 1, Price: 9360},
				{From: 10, Price: 8790}, {From: 50, Price: 8230}}, "2025-06-03T08:00:00+08:00", 13630, 707, 18, 4,
			[3]int64{175, 176, 56}, pinnedVariant{688089025758110465, "b266e0726506185beaf205cbae88530d", 9360, 500,
				[2]string{"灰色", "小号"}}, [2]int64{25, 21}}},
		{1, 610947572360, pinned{"【模拟】夏季 潮玩铝合金数据线 快充 OEM贴牌", "[mock] 여름 아트토이 알루미늄 데이터 케이블 고속 충전 OEM",
			"J1756", piece, 50, 46, []world.Tier{{From: 50, Price: 930}, {From: 500, Price: 870}},
			"2026-05-29T08:00:00+08:00", 9664, 3347, 9, 3, [3]int64{76, 338, 37},
			pinnedVariant{688108989157774337, "6e57fee46dc05d251092af58e497e97c", 930, 370, [2]string{"粉色", "标准款"}},
			[2]int64{136, 107}}},
		{1688, 9_999_999_999_999_999_999, pinned{"【模拟】四季通用 卡通牛皮纸笔记本 双头 礼品定制",
			"[mock] 사계절용 캐릭터 크라프트지 노트 양쪽 선물 주문 제작", "S6351", piece, 20, 232,
			[]world.Tier{{From: 20, Price: 2940}}, "2024-05-26T08:00:00+08:00", 16165, 3640, 18, 5,
			[3]int64{162, 105, 179}, pinnedVariant{688020077612309377, "049e30b78305d013e925bb818703f500", 2940, 753,
				[2]string{"小熊", "小号"}}, [2]int64{146, 167}}},
	} {
		w := world.New(world.Options{Seed: c.seed})
		o, ok := w.Offer(c.id)
		require.True(t, ok)
		assert.Equal(t, c.want, pin(&o, w), "seed %d, offer %d", c.seed, c.id)
	}
}

// TestPinnedShops has the same shops on every machine.
func TestPinnedShops(t *testing.T) {
	w := world.New(world.Options{Seed: 1688})
	type shop struct {
		sid, company, address, openID, openUID string
		scores                                 [5]int
		rebuys, years, offers, hours           int
		factory, today                         bool
		registered, staff, sales, least        string
	}
	for id, want := range map[uint64]shop{
		2204822722389: {"b2b-22048227223890930", "厦门时阳琪家居加工厂", "福建厦门市时阳路372号", "_sopid@QkJCMjIwNDgyMjcyMjM4OQ",
			"BBBMjIwNDgyMjcyMjM4OQ", [5]int{44, 35, 31, 39, 48}, 274, 14, 107, 48, true, false, "91350200MA1O700983", "55",
			"4900", "400个"},
		2204736135249: {"b2b-22047361352491be7", "惠州翔和龙五金加工厂", "广东惠州市翔和路15号", "_sopid@QkJCMjIwNDczNjEzNTI0OQ",
			"BBBMjIwNDczNjEzNTI0OQ", [5]int{50, 43, 39, 44, 41}, 493, 11, 78, 24, true, true, "91441300MAVQ368639", "109",
			"5200", "1500把"},
		156249999999999999: {"b2b-156249999999999999e4be", "石家庄子聪元156249999999999999文创经营部", "河北石家庄市子聪路61号",
			"_sopid@QkJCMTU2MjQ5OTk5OTk5OTk5OTk5", "BBBMTU2MjQ5OTk5OTk5OTk5OTk5", [5]int{30, 34, 48, 36, 49}, 211, 2, 136,
			24, false, false, "91130100MAAj603264", "70", "2400", "1300个"},
	} {
		s, ok := w.Shop(id)
		require.True(t, ok)
		got := shop{sid: s.SID, company: s.Company, address: s.Address(), openID: s.OpenID(), openUID: s.OpenUID(),
			rebuys: s.Rebuys(), years: s.Years(), offers: len(s.Offers()), factory: s.Factory()}
		for i := range got.scores {
			got.scores[i] = s.Score(uint(i))
		}
		got.hours, got.today = s.ShipsWithin()
		got.registered = text(t, body(t, w, "seller_info", "sid="+s.SID), "user", "company_id")
		strength := body(t, w, "item_get_strength", "sid="+s.SID)
		got.staff, got.sales = text(t, strength, "item", "employeeCount"), text(t, strength, "item", "salesAmount")
		got.least = text(t, body(t, w, "item_get_factory", "sid="+s.SID), "item", "custom_min_num")
		assert.Equal(t, want, got, id)
	}
}

// TestPinnedFactories has the figures that seller_info states about a factory.
func TestPinnedFactories(t *testing.T) {
	w := world.New(world.Options{Seed: 1688})
	for sid, want := range map[string][4]string{
		"b2b-22048227223890930": {"人民币 3200 万元/年", "4000平方米", "122000个", "41 - 50 人"},
		"b2b-22047361352491be7": {"人民币 1400 万元/年", "6500平方米", "74000把", "41 - 50 人"},
	} {
		got, info := [4]string{}, body(t, w, "seller_info", "sid="+sid)
		for i, name := range []string{"annualRevenue", "factorySize", "productionCapacity", "rndStaffNum"} {
			got[i] = text(t, info, "user", "company_info", "comapnyInfo", name)
		}
		assert.Equal(t, want, got, sid)
	}
}

// TestPinnedNames has the names of pictures, uploads and links, the ids of listed offers and what unknown words mean.
func TestPinnedNames(t *testing.T) {
	w := world.New(world.Options{Seed: 1688})
	o, _ := w.Offer(610947572360)
	assert.Equal(t, []string{"/img/ibank/O1CN01DWi07H5FkH10UChz2_!!2204822722389-0-cib.svg",
		"TB1DWi07H5FkH1yoZVC2XXalFXa", "https://qr.1688.com/share.html?secret=DWi07H5FkH1zXJMR1"},
		[]string{o.Picture("", 0), w.UploadName(o.ID), w.ShareLink(o.ID)})
	for seed, want := range map[uint64][6]uint64{
		0: {883595821155, 899203494084, 461242728950, 618000867191642311, 618000898406988169, 618000022485457901},
		1: {722504866658, 569493723207, 879547632741, 618000545009733317, 618000238987446415, 618000859095265483},
		1688: {751636779377, 894670521536, 921775131076, 618000603273558755, 618000889341043073,
			618000943550262153},
	} {
		short, long := world.New(world.Options{Seed: seed}), world.New(world.Options{Seed: seed, LongIDs: true})
		var got [6]uint64
		for i, number := range []int{0, 1, world.Listed - 1} {
			got[i], got[3+i] = short.ListedOffer(number).ID, long.ListedOffer(number).ID
		}
		assert.Equal(t, want, got, "seed %d", seed)
	}
	for seed, want := range map[uint64][3]any{
		1: {uint64(2203697002156), uint64(872504518970), "婴儿肚兜"},
		2: {uint64(2202375645068), uint64(538723214001), "打底裤"},
	} {
		w := world.New(world.Options{Seed: seed})
		s, _ := w.ShopNamed("xyzzy")
		o, _ := w.Pictured("xyzzy")
		c, _ := w.CategoryMeant("xyzzy")
		assert.Equal(t, want, [3]any{s.ID, o.ID, c.Name.Chinese}, "seed %d", seed)
		page, _ := w.Find(world.Search{Keyword: "xyzzy", Page: 1, Size: 1})
		assert.Equal(t, c, page[0].Categories()[2], "a keyword means the same category as the id of a ranking")
	}
}

// TestPinnedSearches has the order of searches that sort by nothing that shows.
func TestPinnedSearches(t *testing.T) {
	for seed, want := range map[uint64]struct {
		total int
		ids   []uint64
	}{
		0:    {62, []uint64{905762348430, 797728536912, 541837937803, 668714291406}},
		1:    {73, []uint64{978803891108, 706850330201, 993439259854, 713248095630}},
		1688: {57, []uint64{574455890205, 627559658137, 817592386678, 574098265939}},
	} {
		w := world.New(world.Options{Seed: seed})
		page, total := w.Find(world.Search{Keyword: "连衣裙", Page: 1, Size: 4})
		assert.Equal(t, want.total, total, "seed %d", seed)
		assert.Equal(t, want.ids, ids(page), "seed %d", seed)
	}
}

// TestAttributeIDs pins the ids of attributes and values, which do not depend on the seed.
func TestAttributeIDs(t *testing.T) {
	want := map[string][2]any{"材质": {int64(24474013), int64(40866975)}, "风格": {int64(132019632), int64(44824588)},
		"特点": {int64(66932504), int64(71457814)}, "货源": {int64(27671235), int64(35748174)},
		"品类": {int64(103252477), int64(18196611)}, "季节": {int64(74275247), int64(30624507)},
		"颜色": {int64(3216), int64(4516541)}, "尺码": {int64(450), int64(27429904)}}
	for _, seed := range []uint64{1, 1688} {
		got := map[string][2]any{}
		for _, a := range world.New(world.Options{Seed: seed}).CategoryAttributes(1031910) {
			got[a.Name.Chinese] = [2]any{a.ID, world.AttributeValueID(a.Values[0].Chinese)}
			assert.Equal(t, a.Name.Chinese == "颜色" || a.Name.Chinese == "尺码", a.SKU)
		}
		assert.Equal(t, want, got)
	}
}
