package orders

import (
	"cmp"
	"slices"
	"strings"

	"github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/loose"
)

// address is the destination of an order.
type address struct {
	id                                               int64
	name, mobile, phone, post                        string
	province, city, area, town, detail, code, townID string
}

// zone returns the place that the freight depends on.
func (a *address) zone() string {
	if len(a.code) == 6 {
		return a.code
	}
	return a.province
}

func (a *address) codeText() string {
	return strings.TrimSpace(a.province + " " + a.city + " " + a.area)
}

// savedAddresses returns the addresses that every member has.
func savedAddresses(m member) []address {
	return []address{
		{id: m.UserID*10 + 1, name: "张三", mobile: "13800000000", post: "310051", province: "浙江省", city: "杭州市",
			area: "滨江区",
			town: "长河街道", townID: "330108002", detail: "网商路699号", code: "330108"},
		{id: m.UserID*10 + 2, name: "李四", mobile: "13900000000", post: "518000", province: "广东省", city: "深圳市",
			area: "南山区",
			town: "粤海街道", townID: "440305007", detail: "科技园1号", code: "440305"},
	}
}

// resolveAddress returns the address that an order names. Any unknown id means the first saved address. An address in
// texts needs a street and a place.
func resolveAddress(m member, a platform.OrderAddress) (address, *failure) {
	if a.AddressID != nil {
		all := savedAddresses(m)
		i := max(0, slices.IndexFunc(all, func(s address) bool { return s.id == *a.AddressID }))
		all[i].id = *a.AddressID
		return all[i], nil
	}
	out := address{
		name: valueOf(a.FullName), mobile: valueOf(a.Mobile), phone: valueOf(a.Phone),
		post: valueOf(a.PostCode), province: valueOf(a.ProvinceText),
		city: valueOf(a.CityText), area: valueOf(a.AreaText), town: valueOf(a.TownText),
		detail: valueOf(a.Address), code: cmp.Or(valueOf(a.DistrictCode), valueOf(a.AddressCode)),
	}
	if out.detail == "" || out.province == "" && out.code == "" {
		return out, &failure{"400_1", "收货地址不完整: addressId, or address with provinceText or districtCode"}
	}
	return out, nil
}

// valueOf returns an optional argument, or the zero value.
func valueOf[T any](v *T) (out T) {
	if v != nil {
		out = *v
	}
	return out
}

func (w *World) listAddresses(m member, _ *noArguments) platform.Answer {
	var rows []platform.SavedReceiveAddress
	for i, a := range savedAddresses(m) {
		rows = append(rows, platform.SavedReceiveAddress{
			ID: loose.IntNumber(a.id), FullName: a.name, Address: a.detail, Post: a.post, MobilePhone: a.mobile,
			AddressCode:     a.code,
			AddressCodeText: a.codeText(), IsDefault: loose.BoolValue(i == 0), TownCode: a.townID, TownName: a.town,
		})
	}
	return &platform.GetReceiveAddressesResponse{
		Success: loose.BoolValue(true), Result: platform.SavedReceiveAddresses{ReceiveAddressItems: rows},
	}
}

// parseAddress recognises the places of the saved addresses. Any other text means the first of them.
func (w *World) parseAddress(m member, req *platform.ParseAddressCodeRequest) platform.Answer {
	all := savedAddresses(m)
	found := all[0]
	for _, a := range all {
		if strings.Contains(req.AddressInfo, strings.TrimSuffix(a.city, "市")) {
			found = a
		}
	}
	return &platform.ParseAddressCodeResponse{Result: platform.ParsedAddress{
		Address: streetOf(req.AddressInfo, found), AddressCode: found.code, AddressCodeText: found.codeText(),
		PostCode:  found.post,
		IsDefault: loose.BoolValue(false), Latest: loose.BoolValue(false),
	}}
}

// streetOf returns the text behind the names of the places.
func streetOf(text string, a address) string {
	for _, place := range []string{a.province, a.city, a.area} {
		if _, behind, ok := strings.Cut(text, place); ok {
			text = behind
		}
	}
	return strings.TrimSpace(text)
}
