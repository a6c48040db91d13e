package world

// The words of goods for the house, the desk and the workshop, written as those of clothes are.

var home = rootText{
	name: "家居日用=Home Goods", alias: "日用品|家居", trade: "家居", unit: "个", prop: "颜色=Colour", prop2: "规格=Size",
	subs: []subText{
		{"收纳用品=Storage", "收纳盒=storage box:3-49:420|衣架=clothes hanger:1-15:90|真空压缩袋=vacuum bag:2-25:150"},
		{"床上用品=Bedding", "四件套=bedding set:49-239:2200|枕头=pillow:12-79:900|凉席=summer mat:25-139:1300"},
		{"清洁工具=Cleaning Tools", "拖把=mop:9-69:1100|百洁布=scouring pad:1-9:40|垃圾袋=bin bag:2-19:260"},
		{"灯具装饰=Lamps and Decor", "小夜灯=night light:4-39:160|香薰蜡烛=scented candle:5-49:300|装饰画=wall picture:9-89:700"},
	},
	materials: "PP塑料=PP plastic|竹木=bamboo|硅藻泥=diatomite|无纺布=non-woven|磨毛棉=brushed cotton|乳胶=latex|亚克力=acrylic|藤编=rattan",
	styles: "北欧=Nordic|ins风=ins style|简约=plain style|日式=Japanese|轻奢=light luxury|田园=country " +
		"style|创意=creative|卡通=cartoon",
	features: "可折叠=foldable|加厚=thick|免打孔=no drilling|带盖=with lid|大容量=large capacity|防潮=damp-proof|静音=silent|可水洗=washable",
	uses: "酒店宾馆=for hotels|学生宿舍=for dormitories|礼品定制=gift orders|一件代发=dropshipping|超市货源=supermarket supply|跨境外贸=for " +
		"export",
	values:  "白色=white|透明=clear|灰色=grey|原木色=natural wood|奶油黄=cream|浅蓝=light blue|墨绿=dark green|粉色=pink",
	values2: "小号=small|中号=medium|大号=large|三件装=set of three|十只装=pack of ten",
}

var kitchen = rootText{
	name: "餐饮厨具=Kitchenware", alias: "厨房用品|厨具", trade: "厨具", unit: "个", prop: "颜色=Colour", prop2: "容量=Capacity",
	subs: []subText{
		{"水杯水具=Cups and Bottles", "保温杯=vacuum flask:12-89:380|马克杯=mug:4-39:350|玻璃水壶=glass jug:9-59:700"},
		{"锅具=Cookware", "平底锅=frying pan:19-119:1300|砂锅=casserole:19-99:2100|蒸锅=steamer:29-159:1900"},
		{"餐具=Tableware", "筷子=chopsticks:1-19:110|餐盘=dinner plate:3-39:420|沙拉碗=salad bowl:4-45:460"},
		{"烘焙工具=Baking Tools", "蛋糕模具=cake mould:3-35:240|打蛋器=whisk:3-29:160|裱花袋=piping bag:1-12:60"},
	},
	materials: "304不锈钢=304 stainless steel|陶瓷=ceramic|高硼硅=borosilicate glass|硅胶=silicone|铸铁=cast iron|麦饭石=maifan " +
		"stone|榉木=beech|密胺=melamine",
	styles: "日式=Japanese|北欧=Nordic|中式=Chinese style|复古=vintage|简约=plain style|网红=viral|手绘=hand-painted|磨砂=frosted",
	features: "不粘=non-stick|耐高温=heat-resistant|防烫=cool-touch|食品级=food grade|带滤网=with strainer|可微波=microwave " +
		"safe|防摔=unbreakable|便携=portable",
	uses: "餐厅商用=for restaurants|奶茶店用=for tea shops|礼品定制=gift orders|一件代发=dropshipping|超市货源=supermarket " +
		"supply|跨境外贸=for export",
	values:  "银色=silver|黑色=black|白色=white|雾蓝=mist blue|樱花粉=cherry pink|墨绿=dark green|奶咖=milk coffee|橙色=orange",
	values2: "300ml=300ml|500ml=500ml|750ml=750ml|1000ml=1000ml|1500ml=1500ml",
}

var digital = rootText{
	name: "数码配件=Digital Accessories", alias: "数码|电子产品", trade: "电子", unit: "个", prop: "颜色=Colour", prop2: "型号=Model",
	subs: []subText{
		{"手机配件=Phone Accessories", "手机壳=phone case:2-29:40|钢化膜=screen protector:1-15:30|手机支架=phone stand:2-35:150"},
		{"充电设备=Charging", "数据线=data cable:2-29:50|充电头=charger:6-59:90|充电宝=power bank:19-139:320"},
		{"影音设备=Audio", "蓝牙耳机=bluetooth earphones:15-159:120|蓝牙音箱=bluetooth speaker:19-199:520|麦克风=microphone:12-149:260"},
		{"电脑外设=Computer Peripherals",
			"无线鼠标=wireless mouse:9-79:110|机械键盘=mechanical keyboard:39-259:950|U盘=USB stick:8-69:20"},
	},
	materials: "液态硅胶=liquid silicone|铝合金=aluminium|ABS=ABS|编织线=braided|磁吸=magnetic|TPU=TPU|锌合金=zinc alloy|" +
		"碳纤维=carbon fibre",
	styles: "极简=minimal|电竞=gaming|透明风=see-through|潮玩=art toy|商务=business|卡通=cartoon|机甲=mecha|迷你=mini",
	features: "快充=fast charging|防摔=unbreakable|降噪=noise cancelling|长续航=long-lasting|静音=silent|防水=waterproof|低延迟=low " +
		"latency|可旋转=rotating",
	uses:    "礼品定制=gift orders|跨境外贸=for export|一件代发=dropshipping|柜台货源=counter supply|工厂直销=factory direct|OEM贴牌=OEM",
	values:  "黑色=black|白色=white|银色=silver|远峰蓝=sierra blue|紫色=purple|墨绿=dark green|粉色=pink|橙色=orange",
	values2: "标准款=standard|升级款=upgraded|旗舰款=flagship|礼盒款=gift box|双支装=pack of two",
}

var beauty = rootText{
	name: "美妆个护=Beauty and Care", alias: "化妆品|美妆", trade: "日化", unit: "支", prop: "色号=Shade", prop2: "规格=Size",
	subs: []subText{
		{"彩妆=Make-up", "口红=lipstick:4-59:40|眼影盘=eyeshadow palette:9-79:160|粉底液=foundation:12-99:120"},
		{"美容工具=Beauty Tools", "化妆刷=make-up brush:3-69:90|假睫毛=false lashes:2-25:30|美妆蛋=make-up sponge:1-15:20"},
		{"护肤=Skin Care", "面膜=face mask:2-39:60|洗面奶=face wash:8-59:180|护手霜=hand cream:3-35:110"},
		{"个人护理=Personal Care", "电动牙刷=electric toothbrush:15-139:240|发夹=hair clip:1-15:20|美甲片=nail tips:2-29:40"},
	},
	materials: "氨基酸=amino acid|植物=plant-based|玻尿酸=hyaluronic acid|蜂胶=propolis|纤维毛=fibre " +
		"hair|天鹅绒=velvet|珠光=pearl|烟酰胺=niacinamide",
	styles: "哑光=matte|水润=moist|自然=natural|网红=viral|国风=Chinese style|少女=girlish|专业=professional|旅行装=travel size",
	features: "持妆=long-wearing|不沾杯=transfer-proof|控油=oil control|补水=hydrating|便携=portable|防晕染=smudge-proof|亲肤=soft to " +
		"the skin|速干=quick-dry",
	uses:    "美甲店用=for nail salons|影楼彩妆=for photo studios|跨境外贸=for export|一件代发=dropshipping|OEM贴牌=OEM|礼品定制=gift orders",
	values:  "正红=true red|豆沙=bean paste|裸粉=nude pink|枫叶红=maple red|蜜桃=peach|奶茶=milk tea|自然色=natural|象牙白=ivory",
	values2: "单支=single|三支装=pack of three|五支装=pack of five|礼盒装=gift box",
}

var toys = rootText{
	name: "玩具文具=Toys and Stationery", alias: "玩具|文具", trade: "文创", unit: "个", prop: "款式=Design", prop2: "规格=Size",
	subs: []subText{
		{"益智玩具=Educational Toys", "积木=building blocks:6-129:520|拼图=jigsaw:3-49:300|磁力片=magnetic tiles:15-159:760"},
		{"毛绒玩具=Plush Toys", "毛绒公仔=plush doll:5-79:260|抱枕玩偶=plush cushion:12-99:620|钥匙扣挂件=keyring:1-19:30"},
		{"书写工具=Writing", "中性笔=gel pen:1-12:20|荧光笔=highlighter:1-19:40|铅笔盒=pencil case:4-39:160"},
		{"本册=Paper Goods", "笔记本=notebook:2-35:260|便利贴=sticky notes:1-12:60|手账贴纸=journal stickers:1-15:30"},
	},
	materials: "榉木=beech|短毛绒=short plush|ABS=ABS|牛皮纸=kraft paper|硅胶=silicone|水晶绒=crystal velvet|PVC=PVC|" +
		"道林纸=woodfree paper",
	styles: "卡通=cartoon|国潮=China chic|森系=woodland style|极简=minimal|潮玩=art toy|英伦=British style|可爱=cute|科教=science",
	features: "早教=early learning|可水洗=washable|大颗粒=large pieces|解压=stress " +
		"relief|双头=double-ended|防近视=eye-friendly|夜光=luminous|加厚=thick",
	uses: "抓娃娃机用=for claw machines|学校采购=for schools|礼品定制=gift orders|一件代发=dropshipping|地摊货源=street stall " +
		"supply|跨境外贸=for export",
	values:  "小熊=bear|兔子=rabbit|恐龙=dinosaur|星空=starry sky|海洋=ocean|花园=garden|赛车=racing car|猫咪=kitten",
	values2: "小号=small|中号=medium|大号=large|十二色=twelve colours|二十四色=twenty-four colours",
}

var hardware = rootText{
	name: "五金工具=Hardware and Tools", alias: "五金|工具", trade: "五金", unit: "把", prop: "颜色=Colour", prop2: "规格=Size",
	subs: []subText{
		{"手动工具=Hand Tools", "螺丝刀=screwdriver:2-39:160|钳子=pliers:6-59:300|卷尺=tape measure:3-35:200"},
		{"电动工具=Power Tools", "手电钻=hand drill:49-259:1500|角磨机=angle grinder:59-289:1900|热熔胶枪=glue gun:8-59:280"},
		{"锁具=Locks", "挂锁=padlock:3-49:240|密码锁=combination lock:6-69:190|指纹锁=fingerprint lock:69-399:2300"},
		{"紧固件=Fasteners", "膨胀螺丝=expansion bolt:1-19:60|扎带=cable tie:1-15:80|铰链=hinge:2-29:180"},
	},
	materials: "铬钒钢=chrome vanadium|201不锈钢=201 stainless steel|锌合金=zinc alloy|碳钢=carbon " +
		"steel|尼龙=nylon|黄铜=brass|铝合金=aluminium|橡胶=rubber",
	styles: "工业级=industrial|家用=household|德式=German style|美式=American " +
		"style|专业=professional|迷你=mini|重型=heavy-duty|多功能=multi-purpose",
	features: "防锈=rust-proof|加长=extended|强磁=strong magnet|绝缘=insulated|可调速=variable " +
		"speed|防滑=non-slip|省力=labour-saving|静音=silent",
	uses: "工地采购=for building sites|汽修专用=for garages|跨境外贸=for export|一件代发=dropshipping|工厂直销=factory " +
		"direct|五金店货源=hardware shop supply",
	values:  "红黑=red and black|黄黑=yellow and black|银色=silver|黑色=black|蓝色=blue|橙色=orange|古铜=bronze|灰色=grey",
	values2: "小号=small|中号=medium|大号=large|套装=set|加强型=reinforced",
}
