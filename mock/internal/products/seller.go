package products

import (
	"cmp"
	"net/url"

	platform "github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-ali1688/ali1688/mock/world"
)

// noMember is a guess: no page lists codes for members that do not exist.
const (
	noMember   = "MEMBER_NOT_EXIST"
	noMemberZH = "会员不存在"
)

// company tells about the company of a login name or a domain.
func (q *query) company(req *platform.AccountCrossBasicRequest) platform.Answer {
	name := cmp.Or(valueOf(req.LoginID), valueOf(req.Domain))
	s, ok := q.world.ShopNamed(name)
	if !ok || name == "" {
		return &platform.AccountCrossBasicResponse{Success: no, ErrorCode: noMember, ErrorMessage: noMemberZH}
	}
	return &platform.AccountCrossBasicResponse{Success: yes, Result: platform.AccountCrossBasicInfo{
		LoginID: s.Company, CategoryName: s.Trade().Name.Chinese, CompanyName: s.Company, SupplierName: s.Company,
		ShopURL: "https://shop" + digits(int64(s.ID)) + ".1688.com", Kuajingbao: loose.BoolValue(s.Selected()),
	}}
}

// openUID encrypts the login name of a shop.
func (q *query) openUID(req *platform.EncryptLoginIDRequest) platform.Answer {
	s, ok := q.world.ShopNamed(req.LoginID)
	if !ok {
		return &platform.EncryptLoginIDResponse{}
	}
	return &platform.EncryptLoginIDResponse{OpenUID: s.OpenUID()}
}

// loginID decrypts an open id. One that the world did not make stands for some shop, always the same, in an open
// world.
func (q *query) loginID(req *platform.DecryptWangwangNickRequest) platform.Answer {
	s, ok := q.member(req.OpenUID)
	if !ok {
		return &platform.DecryptWangwangNickResponse{}
	}
	return &platform.DecryptWangwangNickResponse{WangwangNick: s.Company}
}

func (q *query) member(openUID string) (world.Shop, bool) {
	if s, ok := q.world.ShopByOpenUID(openUID); ok {
		return s, true
	}
	return q.world.ShopNamed(openUID)
}

func (q *query) chat(req *platform.GetWangwangURLRequest) platform.Answer {
	s, ok := q.member(req.ToOpenUID)
	if !ok || req.ToOpenUID == "" {
		return &platform.GetWangwangURLResponse{
			Result: platform.WangwangURLResult{Success: no, Code: noMember, Message: noMemberZH},
		}
	}
	return &platform.GetWangwangURLResponse{Result: platform.WangwangURLResult{
		Success: yes, Result: q.Base + ChatPath + "?to=" + url.QueryEscape(s.Company),
	}}
}

// ChatPath is where the address of a chat leads.
const ChatPath = "/chat.htm"

// mixing returns the smallest mix that the limits of the seller's offers state.
func (q *query) mixing(req *platform.QueryMarketingMixConfigRequest) platform.Answer {
	name := cmp.Or(valueOf(req.SellerMemberID), valueOf(req.SellerLoginID))
	s, ok := q.world.ShopNamed(name)
	if !ok || name == "" {
		return &platform.QueryMarketingMixConfigResponse{Success: no, ErrorCode: noMember, ErrorMessage: noMemberZH}
	}
	least := int64(0)
	for _, o := range s.Offers() {
		if l := q.world.Limits(int64(o.ID)); l.Mixes() && (least == 0 || l.Mix < least) {
			least = l.Mix
		}
	}
	return &platform.QueryMarketingMixConfigResponse{Success: yes, Result: platform.MarketingMixConfig{
		GeneralHunpi: loose.BoolValue(least > 0), MemberID: s.SID, MixAmount: loose.YuanNumber("0"),
		MixNumber: loose.IntNumber(least),
	}}
}
