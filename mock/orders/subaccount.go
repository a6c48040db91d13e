package orders

import (
	"cmp"
	"fmt"
	"hash/fnv"
	"slices"
	"strings"

	"github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/internal/splitmix"
	"github.com/go-ali1688/ali1688/loose"
)

// employee is a person with a sub-account.
type employee struct {
	login, name, sex, department string // the login is what follows the main account's name and a colon
}

// employees are those that every member has.
var employees = []employee{{"caigou", "李四", "女", "采购部"}, {"caiwu", "王五", "男", "财务部"}}

func (m member) subLogin(e employee) string { return m.LoginID + ":" + e.login }

// exampleLogins are the login ids of the document's examples, with the employee whom each means to every member.
var exampleLogins = map[string]employee{
	"alitestforisv01:test1": employees[0], "alitestforisv01:test2": employees[1], "bonlinetest:zhangsan": employees[0],
}

// ownLogin returns the login id of the member's own sub-account that one of an example means, and any other unchanged.
func (m member) ownLogin(login string) string {
	if e, ok := exampleLogins[login]; ok {
		return m.subLogin(e)
	}
	return login
}

func (m member) subUserID(i int) int64 { return m.UserID*100 + int64(i) + 1 }

func (w *World) listSubAccounts(m member, _ *noArguments) platform.Answer {
	out := &platform.ListSubAccountsResponse{MainUserID: formatID(m.UserID), MainLoginID: m.LoginID,
		MainMemberID: m.ID}
	for i, e := range employees {
		out.SubAccountList = append(out.SubAccountList, platform.SubAccount{
			LoginID: m.subLogin(e), UserID: loose.IntNumber(m.subUserID(i)), MemberID: fmt.Sprintf("b2b-%d",
				m.subUserID(i)), Status: "enabled",
		})
	}
	return out
}

// querySubAccount needs no token, so that it finds the sub-accounts of members that have ordered or listed theirs.
func (w *World) querySubAccount(m member, req *platform.QuerySubAccountRequest) platform.Answer {
	main, login, _ := strings.Cut(m.ownLogin(req.LoginID), ":")
	i := slices.IndexFunc(employees, func(e employee) bool { return e.login == login })
	userID, known := w.mainAccount(m, main)
	if i < 0 || !known {
		return &platform.QuerySubAccountResponse{Result: platform.QuerySubAccountResult{
			IsSuccess: boolFalse, ResultCode: "SUB_ACCOUNT_NOT_EXIST", ErrorMsg: "子账号不存在",
		}}
	}
	e := employees[i]
	data := platform.CoopSubAccount{
		UserID: loose.IDNumber(userID*100 + int64(i) + 1), LoginID: req.LoginID, EmployeeID: formatID(int64(i + 1)),
		Name: e.name, Sex: e.sex,
		DepartmentID: loose.IDNumber(int64(i + 1)), DepartmentName: e.department,
	}
	return &platform.QuerySubAccountResponse{Result: platform.QuerySubAccountResult{IsSuccess: boolTrue, Data: data}}
}

// mainAccount returns the user id of a main account by its login name: the caller's, or that of a buyer.
func (w *World) mainAccount(m member, login string) (userID int64, known bool) {
	if login == m.LoginID {
		return m.UserID, true
	}
	for _, o := range w.orders {
		if o.Buyer.LoginID == login {
			return o.Buyer.UserID, true
		}
	}
	return 0, false
}

// badSubAccount is the one failure that the pages show.
var badSubAccount = &failure{"param_error", "子账号不存在"}

// subAccounts finds the member's sub-accounts by their login ids: all of them, or a failure.
func (m member) subAccounts(logins []string) ([]int, *failure) {
	var out []int
	for _, login := range logins {
		login = m.ownLogin(login)
		i := slices.IndexFunc(employees, func(e employee) bool { return m.subLogin(e) == login })
		if i < 0 {
			return nil, badSubAccount
		}
		out = append(out, i)
	}
	if len(out) == 0 {
		return nil, badSubAccount
	}
	return out, nil
}

func (w *World) addSubAuth(m member, req *platform.AddSubaccountAuthRequest) platform.Answer {
	found, failed := m.subAccounts(req.SubUserIdentityList)
	for _, i := range found {
		login := m.subLogin(employees[i])
		token := w.subToken(login)
		w.issued.Ends[hashSecret(token)], w.issued.Owner[hashSecret(token)] = w.clock().Add(refreshLife),
			hashSecret(w.acting)
		delete(w.issued.Used, hashSecret(token))
		w.subAuths[login] = w.clock().Add(refreshLife)
	}
	success, code, message := outcomeOf(failed)
	return &platform.AddSubaccountAuthResponse{Result: platform.AddSubaccountAuthResult{Success: success,
		ErrorCode: code, ErrorMessage: message}}
}

// subToken is the access token of a sub-account. It follows from the seed, so that a list can show it again.
func (w *World) subToken(login string) string {
	h := fnv.New64a()
	_, _ = h.Write([]byte(login)) // never fails
	return fmt.Sprintf("access-%016x", splitmix.Mix(w.options.Seed^h.Sum64()))
}

func (w *World) cancelSubAuth(m member, req *platform.CancelSubaccountAuthRequest) platform.Answer {
	found, failed := m.subAccounts(req.SubUserIdentityList)
	for _, i := range found {
		login := m.subLogin(employees[i])
		delete(w.subAuths, login)
		w.issued.Used[hashSecret(w.subToken(login))] = true
	}
	success, code, message := outcomeOf(failed)
	return &platform.CancelSubaccountAuthResponse{Result: platform.CancelSubaccountAuthResult{
		Success: success, ErrorCode: code, ErrorMessage: message, ReturnValue: success,
	}}
}

func (w *World) listSubAuths(m member, req *platform.ListSubaccountAuthRequest) platform.Answer {
	found, failed := m.subAccounts(req.SubUserIdentityList)
	success, code, message := outcomeOf(failed)
	out := platform.ListSubaccountAuthResult{Success: success, ErrorCode: code, ErrorMessage: message}
	for _, i := range found {
		login := m.subLogin(employees[i])
		ends, ok := w.subAuths[login]
		if !ok {
			continue
		}
		out.ReturnValue = append(out.ReturnValue, platform.SubaccountAuth{
			AccessToken: loose.SecretOf(w.subToken(login)), AdminOwnerID: m.LoginID,
			AdminUserID: loose.IntNumber(m.UserID), GMTExpired: at(ends),
			MemberID: m.ID, OwnerID: m.LoginID, UserID: loose.IntNumber(m.UserID), Site: "1688", SubAuth: boolTrue,
			SubOwnerID: login,
			SubUserID:  loose.IntNumber(m.subUserID(i)),
		})
	}
	return &platform.ListSubaccountAuthResponse{Result: out}
}

// listAccountPeriods lists the sellers of the member's orders, or the one that is named: where the member has a credit,
// every seller grants it.
func (w *World) listAccountPeriods(m member, req *platform.ListAccountPeriodsBuyerViewRequest) platform.Answer {
	var sellers []seller
	for _, o := range w.orders {
		named := valueOf(req.SellerLoginID)
		if w.credit[m.ID] > 0 && o.Buyer == m && cmp.Or(named, o.seller.loginID) == o.seller.loginID &&
			!slices.Contains(sellers, o.seller) {
			sellers = append(sellers, o.seller)
		}
	}
	size := int64(10)
	part, total := page(sellers, req.PageIndex, &size, 1)
	out := platform.GrantedAccountPeriods{TotalCount: formatID(total)}
	for _, s := range part {
		out.AccountPeriodList = append(out.AccountPeriodList, platform.GrantedAccountPeriod{
			SellerLoginID: s.loginID, SellerCompanyName: s.loginID, SellerID: loose.IntNumber(s.userID),
			BuyerLoginID: m.LoginID,
			BuyerID:      loose.IntNumber(m.UserID), Quota: w.credit[m.ID].number(),
			SurplusQuota: w.availableQuota(m).number(),
			StatusStr:    "有效", TapDateStr: "30天", TapDate: loose.IntNumber(30), TapOverdue: loose.IntNumber(0),
		})
	}
	return &platform.ListAccountPeriodsBuyerViewResponse{Success: boolTrue, ResultList: out}
}
