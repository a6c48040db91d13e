package world

// The words of clothes. A word is the Chinese text and its English; a leaf has also its prices in yuan and its weight
// in grams.

var women = rootText{
	name: "女装=Women's Clothing", alias: "衣服|服装", trade: "服饰", unit: "件", prop: "颜色=Colour", prop2: "尺码=Size",
	subs: []subText{
		{"裙装=Skirts and Dresses", "连衣裙=dress:29-169:320|半身裙=skirt:19-99:260|吊带裙=slip dress:19-89:210"},
		{"女士上装=Women's Tops", "女士T恤=women's T-shirt:9-59:180|女士衬衫=women's shirt:19-119:220|针织衫=knitted top:25-139:300"},
		{"女士裤装=Women's Trousers", "阔腿裤=wide-leg trousers:19-99:380|打底裤=leggings:8-49:200|女士牛仔裤=women's jeans:29-139:550"},
		{"女士外套=Women's Coats", "女士风衣=women's trench coat:59-299:800|羽绒服=down jacket:99-499:900|女士马甲=women's vest:29-159:350"},
	},
	materials: "纯棉=cotton|雪纺=chiffon|亚麻=linen|真丝=silk|冰丝=ice silk|蕾丝=lace|针织=knit|天丝=lyocell",
	styles:    "韩版=Korean style|法式=French style|欧美=Western style|复古=vintage|通勤=office|甜美=sweet|国风=Chinese style|宽松=loose",
	features:  "显瘦=slimming|收腰=waisted|碎花=floral|纯色=plain|高腰=high waist|泡泡袖=puff sleeve|开叉=slit|大码=plus size",
	uses: "地摊货源=street stall supply|直播爆款=live stream bestseller|跨境外贸=for export|一件代发=dropshipping|现货批发=in stock " +
		"wholesale|来样定制=made to sample",
	values:  "白色=white|黑色=black|粉色=pink|杏色=apricot|雾霾蓝=haze blue|酒红=wine red|豆绿=bean green|卡其=khaki",
	values2: "S=S|M=M|L=L|XL=XL|2XL=2XL|3XL=3XL",
}

var men = rootText{
	name: "男装=Men's Clothing", alias: "衣服|服装", trade: "制衣", unit: "件", prop: "颜色=Colour", prop2: "尺码=Size",
	subs: []subText{
		{"男士上装=Men's Tops", "男士T恤=men's T-shirt:9-69:220|POLO衫=polo shirt:19-99:260|男士衬衫=men's shirt:25-129:260"},
		{"男士裤装=Men's Trousers", "工装裤=cargo trousers:29-119:520|男士牛仔裤=men's jeans:35-149:620|运动裤=track trousers:19-89:380"},
		{"男士外套=Men's Jackets", "夹克=jacket:49-229:700|冲锋衣=shell jacket:69-329:850|卫衣=sweatshirt:29-149:560"},
		{"工作服=Workwear", "工衣套装=work suit:39-159:900|反光背心=reflective vest:5-29:120|厨师服=chef's jacket:25-89:420"},
	},
	materials: "纯棉=cotton|涤纶=polyester|珠地棉=pique cotton|灯芯绒=corduroy|牛津布=Oxford cloth|抓绒=fleece|冰丝=ice silk|锦纶=nylon",
	styles:    "日系=Japanese style|美式=American style|商务=business|休闲=casual|街头=street|复古=vintage|修身=slim fit|宽松=loose",
	features: "速干=quick-dry|免烫=non-iron|弹力=stretch|加绒=fleece-lined|多口袋=multi-pocket|耐磨=hard-wearing|" +
		"防泼水=water-repellent|印花=printed",
	uses: "团体定制=group orders|企业印标=company logo print|跨境外贸=for export|一件代发=dropshipping|现货批发=in stock " +
		"wholesale|工厂直销=factory direct",
	values:  "白色=white|黑色=black|深灰=dark grey|藏青=navy|军绿=army green|卡其=khaki|宝蓝=royal blue|酒红=wine red",
	values2: "M=M|L=L|XL=XL|2XL=2XL|3XL=3XL|4XL=4XL",
}

var children = rootText{
	name: "童装=Children's Clothing", alias: "衣服|服装", trade: "童装", unit: "套", prop: "颜色=Colour", prop2: "身高=Height",
	subs: []subText{
		{"婴儿服=Baby Clothes", "连体衣=romper:15-69:180|婴儿肚兜=baby bib top:6-29:60|包屁衣=bodysuit:9-49:120"},
		{"儿童套装=Children's Suits",
			"儿童睡衣=children's pyjamas:19-79:260|儿童校服=school uniform:35-139:600|儿童运动套装=children's tracksuit:29-109:480"},
		{"儿童外穿=Children's Outerwear",
			"公主裙=princess dress:29-129:320|儿童棉衣=children's padded coat:39-159:650|儿童雨衣=children's raincoat:12-59:280"},
		{"儿童配饰=Children's Accessories",
			"儿童袜子=children's socks:2-15:40|儿童帽子=children's hat:5-29:80|儿童围巾=children's scarf:6-35:90"},
	},
	materials: "纯棉=cotton|莫代尔=modal|竹纤维=bamboo fibre|珊瑚绒=coral fleece|纱布=muslin|彩棉=coloured cotton|摇粒绒=polar " +
		"fleece|华夫格=waffle",
	styles: "卡通=cartoon|可爱=cute|洋气=stylish|国潮=China chic|韩系=Korean look|英伦=British style|森系=woodland style|中性=unisex",
	features: "无骨缝制=seamless|A类=grade A|防着凉=keeps warm|透气=breathable|亲肤=soft to the skin|加厚=thick|按扣=snap " +
		"fastening|耐洗=washable",
	uses: "幼儿园批发=nursery wholesale|母婴店货源=baby shop supply|跨境外贸=for export|一件代发=dropshipping|来图定制=made to " +
		"picture|现货批发=in stock wholesale",
	values:  "黄色=yellow|粉色=pink|浅蓝=light blue|米白=off-white|草绿=grass green|灰色=grey|橘色=orange|红色=red",
	values2: "80cm=80cm|90cm=90cm|100cm=100cm|110cm=110cm|120cm=120cm|130cm=130cm",
}

var shoes = rootText{
	name: "鞋靴箱包=Shoes and Bags", alias: "鞋子|包包", trade: "皮具", unit: "双", prop: "颜色=Colour", prop2: "规格=Size",
	subs: []subText{
		{"运动鞋=Sports Shoes", "跑步鞋=running shoes:29-159:700|帆布鞋=canvas shoes:15-69:620|老爹鞋=chunky trainers:35-139:900"},
		{"拖鞋凉鞋=Slippers and Sandals", "居家拖鞋=house slippers:4-25:300|沙滩凉鞋=beach sandals:12-69:420|洞洞鞋=clogs:9-49:360"},
		{"背包=Backpacks", "双肩包=backpack:25-129:750|电脑包=laptop bag:29-139:800|登山包=hiking pack:49-229:1100"},
		{"手提包=Handbags", "托特包=tote bag:15-89:420|斜挎包=crossbody bag:15-99:380|化妆包=cosmetic bag:5-39:140"},
	},
	materials: "头层牛皮=full-grain leather|网面=mesh|EVA=EVA|帆布=canvas|PU皮=PU leather|尼龙=nylon|橡胶底=rubber sole|飞织=fly-knit",
	styles:    "轻便=lightweight|学院=college|简约=plain style|潮流=trendy|复古=vintage|森系=woodland style|运动风=sporty|商务=business",
	features: "防滑=non-slip|透气=breathable|增高=heightening|大容量=large " +
		"capacity|防水=waterproof|缓震=cushioned|耐磨=hard-wearing|可折叠=foldable",
	uses: "夜市货源=night market supply|礼品定制=gift orders|跨境外贸=for export|一件代发=dropshipping|工厂直销=factory direct|现货批发=in " +
		"stock wholesale",
	values:  "黑色=black|米白=off-white|棕色=brown|灰色=grey|藏青=navy|粉色=pink|军绿=army green|红色=red",
	values2: "小号=small|中号=medium|大号=large|加大=extra large|均码=one size",
}
