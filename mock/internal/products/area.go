package products

import (
	platform "github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/internal/lists"
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
	out := &platform.ListAddressCodeChildrenResponse{
		Result: lists.Map(q.world.AreasBelow(valueOf(req.AreaCode)), q.areaRow)}
	q.rows(len(out.Result), "result")
	return out
}

func (q *query) areaRow(a world.Area) platform.AddressCode {
	return platform.AddressCode{Code: a.Code, Name: a.Name, ParentCode: a.Parent, Post: a.Code[:2] + "0000",
		Children: lists.Map(q.world.AreasBelow(a.Code), func(below world.Area) string { return below.Code })}
}
