package toolset

const (
	gatewayDocument  = "gateway"
	platformDocument = "openplatform"
)

func column(name, path string, kind Kind) Column { return Column{Name: name, Path: path, Kind: kind} }

// words returns a column of text that people on 1688 write.
func words(name, path string) Column {
	return Column{Name: name, Path: path, Kind: Text, Foreign: true}
}

// offersFound is the list of both searches for offers.
var offersFound = List{Name: "offers", Path: "items.item", Most: 10, Columns: []Column{
	column("num_iid", "num_iid", ID), title, column("price_yuan", "price", Yuan), column("sales", "sales", Integer),
	words("seller", "seller_nick"), column("area", "area", Text),
}}

// Table is the table of the default tools, in the order in which a buyer uses them.
var Table = []Tool{
	{
		Name: "search", Title: "Search offers", Document: gatewayDocument, Operation: "item_search",
		Purpose: "Find offers on 1688.com by a keyword; Chinese keywords find most.",
		Params:  []string{"q", "start_price", "end_price", "sort", "page", "cat"}, Own: []Param{limit(10)},
		Fields: []Column{column("total", "items.total_results", Integer), column("page", "items.page", Integer)},
		Lists:  []List{offersFound},
	},
	{
		Name: "image_search", Title: "Search offers by image", Document: gatewayDocument, Operation: "item_search_img",
		Purpose: "Find offers that look like a picture, given the picture's public address.",
		Params:  []string{"imgid", "sort", "page"}, Own: []Param{limit(10)},
		Fields: []Column{column("total", "items.total_results", Integer)},
		Lists:  []List{offersFound},
	},
	{
		Name: "offer", Title: "Get an offer", Document: gatewayDocument, Operation: "item_get",
		Purpose: "Get one offer with its price tiers and its variants. Ordering needs the spec_id of a variant.",
		Params:  []string{"num_iid"}, Own: []Param{full},
		Fields: offerFields,
		Lists:  []List{tiers, variants},
	},
	{
		Name: "quote", Title: "Price a quantity", Document: gatewayDocument, Operation: "item_get",
		Purpose: "Compute what a quantity of an offer costs, without freight, by the tier of the quantity or the price of " +
			"the variant. An offer that was looked at before costs no further call.",
		Params: []string{"num_iid"},
		Own: []Param{
			{Name: "quantity", Type: "integer", Description: "How many pieces are bought.", Example: "200", Minimum: 1,
				Required: true},
			{Name: "spec_id", Type: "string", Description: "The variant, by the spec_id in the result of the tool offer. " +
				"Without it the cheapest variant that is in stock is taken.", Example: "b266e0726506185beaf205cbae88530d"},
		},
		Fields: []Column{
			column("num_iid", "item.num_iid", ID), words("title", "item.title"),
			{Name: "quantity", Kind: Integer, Note: "The quantity that was asked for."},
			column("spec_id", "item.skus.sku[].spec_id", Text),
			{Name: "variant", Kind: Text, Foreign: true, Note: "The properties of the variant."},
			{Name: "unit_price_yuan", Kind: Yuan, Note: "The price of one piece at this quantity."},
			{Name: "sum_yuan", Kind: Yuan, Note: "The price of all pieces without freight."},
			column("min_quantity", "item.min_num", Integer), column("stock", "item.skus.sku[].quantity", Integer),
			{Name: "problem", Kind: Text, Note: "Why there is no price, or why the quantity cannot be bought."},
		},
	},
	{
		Name: "supplier", Title: "Get a supplier", Document: gatewayDocument, Operation: "seller_info",
		Purpose: "Get a shop with its scores, age and company, by the sid or the name that other results have.",
		Params:  []string{"sid", "seller_id", "nick"},
		Fields: []Column{
			column("sid", "user.sid", Text), words("name", "user.title"),
			column("shop_type", "user.shop_type", Text), column("years", "user.tpyear", Number),
			column("since", "user.created", Text), column("stars", "user.star", Number),
			column("delivery_score", "user.fh_score", Number), column("goods_score", "user.hm_score", Number),
			column("service_score", "user.xy_score", Number), column("return_score", "user.ht_score", Number),
			words("business", "user.menu"),
		},
	},
	{
		Name: "supplier_offers", Title: "List the offers of a supplier", Document: gatewayDocument,
		Operation: "item_search_shop",
		Purpose:   "List what a shop sells.",
		Params:    []string{"seller_nick", "start_price", "end_price", "sort", "page"}, Own: []Param{limit(10)},
		Fields: []Column{column("total", "items.total_results", Integer), column("page", "items.page", Integer)},
		Lists: []List{{Name: "offers", Path: "items.item", Most: 10, Columns: []Column{
			column("num_iid", "num_iid", ID), title, column("price_yuan", "price", Yuan),
			column("sales", "sales", Integer),
		}}},
	},
	{
		Name: "freight", Title: "Quote the freight", Document: gatewayDocument, Operation: "item_fee",
		Purpose: "Ask what the freight of a quantity of an offer to a district is.",
		Params:  []string{"num_iid", "area_id", "num", "sku_list"},
		Fields: []Column{
			column("num_iid", "item.num_iid", ID), column("quantity", "item.num", Integer),
			column("from", "item.location", Text), column("to", "item.shipping_to", Text),
			column("express_yuan", "item.express_fee", Yuan), column("post_yuan", "item.post_fee", Yuan),
			column("weight", "item.Weight", Number),
		},
	},
	{
		Name: "reviews", Title: "List reviews", Document: gatewayDocument, Operation: "item_review",
		Purpose: "List what buyers wrote about an offer, without their names. user_id and nick are the seller_id and the " +
			"seller of the tool offer.",
		Params: []string{"num_iid", "user_id", "nick", "page"}, Own: []Param{limit(10)},
		Fields: []Column{column("total", "items.total_results", Text), column("average", "items.rate_average", Number),
			column("good", "items.good_percent", Text)},
		Lists: []List{{Name: "reviews", Path: "items.item", Most: 10, Columns: []Column{
			words("text", "content"), column("stars", "starLevel", Number),
			words("variant", "specInfo"), column("published", "gmtPublished", Text),
		}}},
	},
	{
		Name: "categories", Title: "List categories", Document: gatewayDocument, Operation: "cat_get",
		Purpose: "List the categories below a category; 0 is the root.",
		Params:  []string{"cid"}, Defaults: map[string]string{"cid": "0"}, Own: []Param{limit(50)},
		Lists: []List{{Name: "categories", Path: "itmes.itme", Most: 50, Columns: []Column{
			column("cid", "id", ID), column("name", "name", Text),
			column("parent", "pid", ID),
		}}},
	},
	{
		Name: "trends", Title: "Get a ranking", Document: platformDocument, Operation: "product.topList.query",
		Purpose: "Get the offers at the top of a category: all in all, by sales, or by price.",
		Inside:  "rankQueryParams", Params: []string{"rankId", "rankType"},
		Fixed: map[string]string{"limit": "20", "language": "zh"}, Own: []Param{limit(10)},
		Fields: []Column{column("ranking", "result.result.rankName", Text)},
		Lists: []List{{Name: "offers", Path: "result.result.rankProductModels", Most: 10, Columns: []Column{
			column("num_iid", "itemId", ID), words("title", "title"),
			column("sold", "soldOut", Integer), column("score", "goodsScore", Number),
		}}},
	},
	{
		Name: "orders", Title: "List orders", Document: platformDocument, Operation: "alibaba.trade.getBuyerOrderList",
		Purpose: "List the orders of the buyer whose account is connected, without names and addresses.",
		Params:  []string{"page", "orderStatus", "createStartTime", "createEndTime"},
		Fixed:   map[string]string{"pageSize": "20"}, Own: []Param{limit(10)},
		Fields: []Column{column("total", "totalRecord", Integer)},
		Lists: []List{{Name: "orders", Path: "result", Most: 10, Columns: []Column{
			column("order_id", "baseInfo.idOfStr", ID), column("status", "baseInfo.status", Text),
			column("sum_yuan", "baseInfo.totalAmount", Yuan),
			column("freight_yuan", "baseInfo.shippingFee", Yuan),
			column("created", "baseInfo.createTime", Text),
			words("goods", "productItems[].name"),
		}}},
	},
	{
		Name: "trace", Title: "Trace an order", Document: platformDocument,
		Operation: "alibaba.trade.getLogisticsTraceInfo.buyerView",
		Purpose:   "Show where the parcels of an order are. An order that is not shipped has none.",
		Params:    []string{"orderId", "logisticsId"}, Fixed: map[string]string{"webSite": "1688"},
		Lists: []List{{Name: "parcels", Path: "logisticsTrace", Most: 10, Columns: []Column{
			column("logistics_id", "logisticsId", ID), column("waybill", "logisticsBillNo", ID),
			column("carrier", "logisticsCompanyName", Text),
			column("last_time", "logisticsSteps[-1].acceptTime", Text),
			words("last_step", "logisticsSteps[-1].remark"),
		}}},
	},
}

var (
	title = words("title", "title")
	full  = Param{Name: "full", Type: "boolean", Example: "false",
		Description: "Whether the result has every variant. Without it the result has as many as fit into 2 kB."}
	offerFields = []Column{
		column("num_iid", "item.num_iid", ID), words("title", "item.title"),
		column("price_yuan", "item.price", Yuan), column("min_quantity", "item.min_num", Integer),
		column("unit", "item.unit", Text), column("sold", "item.total_sold", Integer),
		words("seller", "item.nick"), column("seller_id", "item.seller_id", ID),
		column("sid", "item.seller_info.sid", Text), column("location", "item.location", Text),
		column("cid", "item.cid", ID), column("url", "item.detail_url", Text),
		{Name: "variants_total", Kind: Integer, Note: "How many variants the offer has."},
		{Name: "stock", Kind: Integer, Note: "How many pieces of all variants are in stock."},
	}
	tiers = List{Name: "tiers", Path: "item.priceRange", Bare: true, Columns: []Column{
		{Name: "from", Kind: Integer, Note: "The least quantity of the price."},
		{Name: "price_yuan", Kind: Yuan, Note: "The price of one piece from this quantity on."},
	}}
	variants = List{Name: "variants", Path: "item.skus.sku", Bare: true, Columns: []Column{
		column("spec_id", "spec_id", Text), column("sku_id", "sku_id", ID),
		{Name: "properties", Kind: Text, Foreign: true, Note: "The values of the variant's properties, such as its colour."},
		column("price_yuan", "price", Yuan), column("stock", "quantity", Integer),
	}}
)
