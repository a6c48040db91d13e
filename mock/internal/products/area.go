package products

import (
	platform "github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/mock/world"
)

// area returns a province or a city by its code.
func (q *query) area(req *platform.GetAddressCodeRequest) platform.Answer {
	a, ok := q.world.Area(req.AreaCode)
	if !ok {
		return &platform.GetAddressCodeResponse{ErrorCode: "AREA_NOT_EXIST", ErrorMessage: "地区不存在"}
	}
	return &platform.GetAddressCodeResponse{Result: q.areaRow(a)}
}

// areas lists the provinces, or the cities of one.
func (q *query) areas(req *platform.ListAddressCodeChildrenRequest) platform.Answer {
	out := new(platform.ListAddressCodeChildrenResponse)
	for _, a := range q.world.AreasBelow(valueOf(req.AreaCode)) {
		out.Result = append(out.Result, q.areaRow(a))
	}
	q.rows(len(out.Result), "result")
	return out
}

func (q *query) areaRow(a world.Area) platform.AddressCode {
	out := platform.AddressCode{Code: a.Code, Name: a.Name, ParentCode: a.Parent, Post: a.Code[:2] + "0000"}
	for _, below := range q.world.AreasBelow(a.Code) {
		out.Children = append(out.Children, below.Code)
	}
	return out
}
