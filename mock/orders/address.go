package orders

import (
	"strings"

	platform "github.com/go-ali1688/ali1688/generated/openplatform"
	"github.com/go-ali1688/ali1688/loose"
)

// address is where an order goes to.
type address struct {
	id                                               int64
	name, mobile, phone, post                        string
	province, city, area, town, detail, code, townID string
}

// area is what freight is reckoned by.
func (a *address) zone() string {
	if len(a.code) == 6 {
		return a.code
	}
	return a.province
}

func (a *address) codeText() string {
	return strings.TrimSpace(a.province + " " + a.city + " " + a.area)
}

// saved are the addresses that every member has.
func saved(m member) []address {
	return []address{
		{id: m.userID*10 + 1, name: "张三", mobile: "13800000000", post: "310051", province: "浙江省", city: "杭州市", area: "滨江区",
			town: "长河街道", townID: "330108002", detail: "网商路699号", code: "330108"},
		{id: m.userID*10 + 2, name: "李四", mobile: "13900000000", post: "518000", province: "广东省", city: "深圳市", area: "南山区",
			town: "粤海街道", townID: "440305007", detail: "科技园1号", code: "440305"},
	}
}

// addressed is the address that an order names: one that is saved, and any other id like the first of these; or the
// texts, of which a street is the least.
func addressed(m member, a platform.OrderAddress) (address, *failure) {
	if a.AddressID != nil {
		all := saved(m)
		for _, s := range all {
			if s.id == *a.AddressID {
				return s, nil
			}
		}
		all[0].id = *a.AddressID
		return all[0], nil
	}
	out := address{
		name: said(a.FullName), mobile: said(a.Mobile), phone: said(a.Phone), post: said(a.PostCode), province: said(a.ProvinceText),
		city: said(a.CityText), area: said(a.AreaText), town: said(a.TownText), detail: said(a.Address), code: said(a.DistrictCode),
	}
	if out.code == "" {
		out.code = said(a.AddressCode)
	}
	if out.detail == "" || out.province == "" && out.code == "" {
		return out, &failure{"400_1", "收货地址不完整: addressId, or address with provinceText or districtCode"}
	}
	return out, nil
}

func said(text *string) string {
	if text == nil {
		return ""
	}
	return *text
}

func (w *World) savedAddresses(m member, _ *nothing) platform.Answer {
	var rows []platform.SavedReceiveAddress
	for i, a := range saved(m) {
		rows = append(rows, platform.SavedReceiveAddress{
			ID: loose.IntNumber(a.id), FullName: a.name, Address: a.detail, Post: a.post, MobilePhone: a.mobile, AddressCode: a.code,
			AddressCodeText: a.codeText(), IsDefault: loose.BoolValue(i == 0), TownCode: a.townID, TownName: a.town,
		})
	}
	return &platform.GetReceiveAddressesResponse{
		Success: loose.BoolValue(true), Result: platform.SavedReceiveAddresses{ReceiveAddressItems: rows},
	}
}

// parseAddress knows the places of the saved addresses, and takes any other text for the first of them.
func (w *World) parseAddress(m member, req *platform.ParseAddressCodeRequest) platform.Answer {
	all := saved(m)
	found := all[0]
	for _, a := range all {
		if strings.Contains(req.AddressInfo, strings.TrimSuffix(a.city, "市")) {
			found = a
		}
	}
	return &platform.ParseAddressCodeResponse{Result: platform.ParsedAddress{
		Address: rest(req.AddressInfo, found), AddressCode: found.code, AddressCodeText: found.codeText(), PostCode: found.post,
		IsDefault: loose.BoolValue(false), Latest: loose.BoolValue(false),
	}}
}

// rest is what stands behind the names of the places.
func rest(text string, a address) string {
	for _, place := range []string{a.province, a.city, a.area} {
		if _, behind, ok := strings.Cut(text, place); ok {
			text = behind
		}
	}
	return strings.TrimSpace(text)
}
