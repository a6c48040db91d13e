package orders

import (
	"hash/fnv"
	"strconv"

	platform "github.com/go-ali1688/ali1688/generated/openplatform"
	"github.com/go-ali1688/ali1688/loose"
)

// member is a member of 1688, known by what its calls are authorised with. Nothing of that can be read from it.
type member struct {
	id, loginID string
	userID      int64
}

func memberOf(authorisation string) member {
	h := fnv.New64a()
	_, _ = h.Write([]byte(mark(authorisation))) // never fails
	user := 2_200_000_000_000 + int64(mix(h.Sum64())%10_000_000_000)
	return member{id: "b2b-" + strconv.FormatInt(user, 10), loginID: "buyer" + strconv.FormatInt(user%1_000_000, 10), userID: user}
}

// mix is the finish of SplitMix64: near inputs give far outputs.
func mix(x uint64) uint64 {
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

func (w *World) account(m member, _ *nothing) platform.Answer {
	return &platform.AccountBasicResponse{
		Success: loose.BoolValue(true),
		Result: platform.AccountBasicInfo{
			LoginID: m.loginID, MemberID: m.id, UserID: loose.IntNumber(m.userID), CompanyName: "采购有限公司",
			EnterpriseAccount: loose.BoolValue(true), PersonAccount: loose.BoolValue(false), MemberBizType: platform.MemberBizTypeEnterprise,
			Status: "enabled",
		},
	}
}

// sells reports whether the call under way may act for the seller of an order. A token that is the memberId or the
// login name of a seller acts for that seller, and any other for all of them.
func (w *World) sells(o *order) bool {
	return !w.sellers[w.acting] || w.acting == o.seller.id || w.acting == o.seller.loginID
}

// keep adds an order to the world.
func (w *World) keep(o *order) {
	w.orders = append(w.orders, o)
	w.byID[o.id] = o
	w.sellers[o.seller.id], w.sellers[o.seller.loginID] = true, true
}
