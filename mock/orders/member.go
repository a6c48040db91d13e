package orders

import (
	"hash/fnv"
	"strconv"

	"github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/internal/splitmix"
	"github.com/go-ali1688/ali1688/loose"
)

// member is a member of 1688, derived from the authorisation of its calls. It does not reveal the authorisation.
type member struct {
	ID      string `json:"id"`
	LoginID string `json:"login"`
	UserID  int64  `json:"user"`
}

func memberOf(authorisation string) member {
	h := fnv.New64a()
	_, _ = h.Write([]byte(hashSecret(authorisation))) // never fails
	user := 2_200_000_000_000 + int64(splitmix.Mix(h.Sum64())%10_000_000_000)
	return member{ID: "b2b-" + strconv.FormatInt(user, 10), LoginID: "buyer" + strconv.FormatInt(user%1_000_000, 10),
		UserID: user}
}

// companyName is the company of every member.
const companyName = "采购有限公司"

func (w *World) account(m member, _ *noArguments) platform.Answer {
	return &platform.AccountBasicResponse{
		Success: loose.BoolValue(true),
		Result: platform.AccountBasicInfo{
			LoginID: m.LoginID, MemberID: m.ID, UserID: loose.IntNumber(m.UserID), CompanyName: companyName,
			EnterpriseAccount: loose.BoolValue(true), PersonAccount: loose.BoolValue(false),
			MemberBizType: platform.MemberBizTypeEnterprise,
			Status:        "enabled",
		},
	}
}

// actsForSeller reports whether the call under way may act for the seller of an order. A token that is the memberId or
// the
// login name of a seller acts for that seller, and any other for all of them.
func (w *World) actsForSeller(o *order) bool {
	return !w.sellers[w.acting] || w.acting == o.seller.id || w.acting == o.seller.loginID
}

// addOrder adds an order to the world.
func (w *World) addOrder(o *order) {
	w.orders = append(w.orders, o)
	w.byID[o.ID] = o
	w.sellers[o.seller.id], w.sellers[o.seller.loginID] = true, true
}
