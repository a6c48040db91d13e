package links_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/go-ali1688/ali1688/links"
)

func TestOfferID(t *testing.T) {
	const id = "610947572360"
	for text, want := range map[string]string{
		id:              id,
		" " + id + "\n": id,
		"https://detail.1688.com/offer/610947572360.html":                                                                      id,
		"http://detail.1688.com/offer/610947572360.html?spm=a261y.7663282.10811.5&sk=consign":                                  id,
		"detail.1688.com/offer/610947572360.htm":                                                                               id,
		"https://m.1688.com/offer/610947572360.html":                                                                           id,
		"https://detail.m.1688.com/page/index.html?offerId=610947572360&sessionid=1":                                           id,
		"https://detailp4p.1688.com/buyer/offerdetail/610947572360.html?trace_log=p4p&offerId=1":                               id,
		"https://rate2.m.1688.com/page/rateListForOffer.html?offerId=610947572360&sellerLoginId=":                              id,
		"wireless1688://ma.m.1688.com/plugin?url=https%3A%2F%2Fdetail.m.1688.com%2Fpage%2Findex.html%3FofferId%3D610947572360": id,
		"app://1688?u=https%253A%252F%252Fdetail.1688.com%252Foffer%252F610947572360.html":                                     id,
		"【1688】学生手机 https://detail.1688.com/offer/610947572360.html 打开1688查看":                                                  id,
		"100%纯棉 https://m.1688.com/go?url=https%3A%2F%2Fdetail.1688.com%2Foffer%2F610947572360.html":                           id,
		"https://qr.1688.com/s/abcDEF12":                                                                                       "",
		"https://detail.1688.com/":                                                                                             "",
		"https://detail.1688.com/offer/":                                                                                       "",
		"https://shop1234567.1688.com/":                                                                                        "",
		"https://item.taobao.com/item.htm?id=610947572360":                                                                     "",
		"https://other.example/offer/610947572360.html":                                                                        "",
		"https://other.example/?offerId=610947572360":                                                                          "",
		"1234":                 "",
		"":                     "",
		"%zz":                  "",
		"12345678901234567890": "",
	} {
		got, ok := links.OfferID(text)
		assert.Equal(t, want, got, text)
		assert.Equal(t, want != "", ok, text)
	}
}

func TestImage(t *testing.T) {
	const full = "https://cbu01.alicdn.com/img/ibank/O1CN01a!!2208-0-cib.jpg"
	for address, want := range map[string]string{
		full: full,
		"//cbu01.alicdn.com/img/ibank/O1CN01a!!2208-0-cib.jpg":      full,
		"http://cbu01.alicdn.com/img/ibank/O1CN01a!!2208-0-cib.jpg": full,
		"HTTP://cbu01.alicdn.com/img/ibank/O1CN01a!!2208-0-cib.jpg": full,
		"https:" + full:   full,
		"https://" + full: full,
		"http:https://cbu01.alicdn.com/img/ibank/O1CN01a!!2208-0-cib.jpg":                 full,
		" https://cbu01.alicdn.com/img/ibank/O1CN01a!!2208-0-cib.jpg\n":                   full,
		"https://cbu01.alicdn.com/img/ibank/O1CN01a!!2208-0-cib.220x220.jpg":              full,
		"https://cbu01.alicdn.com/img/ibank/O1CN01a!!2208-0-cib.jpg_60x60.jpg":            full,
		"https://cbu01.alicdn.com/img/ibank/O1CN01a!!2208-0-cib.jpg_400x400q90.jpg_.webp": full,
		"https://img.alicdn.com/imgextra/i4/1/A_b.png":                                    "https://img.alicdn.com/imgextra/i4/1/A_b.png",
		"http://shop.example/a.jpg_60x60.jpg":                                             "http://shop.example/a.jpg_60x60.jpg",
		"https://shop.example/a?from=https://other.example/b.jpg":                         "https://shop.example/a?from=https://other.example/b.jpg",
		"a.jpg":  "a.jpg",
		"/a.jpg": "/a.jpg",
		"":       "",
		"https:": "https:",
	} {
		assert.Equal(t, want, links.Image(address), address)
	}
}
