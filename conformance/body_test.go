package conformance

// dirtyBody is a response in the manner of PHP: numbers as texts, empty maps as lists,
// maps keyed by data, escaped Chinese, and HTML in a text.
const dirtyBody = `{"item":{"num_iid":"639741530227","title":"\u5de5\u4f5c\u670d","desc_short":"","price":"39.00",` +
	`"total_price":0,"nick":"\u6df1\u5733\u5e02","detail_url":"https:\/\/detail.1688.com\/offer\/639741530227.html",` +
	`"desc":"<p>&nbsp;<img alt=\"1_15\" src=\"https:\/\/cbu01.alicdn.com\/img\/1.jpg\" ` +
	`\/><\/p>","video":[],"location":null,` +
	`"item_imgs":[{"url":"https:\/\/cbu01.alicdn.com\/img\/1.jpg"},{"url":"https:\/\/cbu01.alicdn.com\/img\/2.jpg"}],` +
	`"props":[{"name":"\u54c1\u724c","value":"A"},{"name":"\u8d27\u53f7","value":"2"}],"is_support_mix":null,` +
	`"props_list":{"0:0":"\u989c\u8272:\u767d","0:1":"\u989c\u8272:\u9ed1"},"has_discount":"false","is_promotion":true,` +
	`"skus":{"sku":[{"price":39,"sku_id":"4578","quantity":"999","properties":"0:0;1:0","sales":0.5},` +
	`{"price":39,"sku_id":"4579","quantity":"998","properties":"0:1;1:0","sales":1.5}]},"shop_item":[]},` +
	`"error":"","reason":"","error_code":"0000","cache":0,"api_info":"today:5 max:200","execution_time":8.252,` +
	`"call_args":{"num_iid":"639741530227"},"api_type":"1688","request_id":"gw-4.60897baacae7d"}`
