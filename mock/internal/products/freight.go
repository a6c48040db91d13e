package products

import (
	platform "github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/loose"
)

// freight costs what the preview of an order to the same place says.
func (q *query) freight(req *platform.EstimateProductFreightRequest) platform.Answer {
	p := &req.ProductFreightQueryParamsNew
	o, ok := q.offer(p.OfferID)
	if !ok {
		return &platform.EstimateProductFreightResponse{Result: platform.ProductFreightResult{
			Success: no, Code: noOffer, Message: noOfferZH,
		}}
	}
	f := o.FreightTo(p.ToProvinceCode, o.Grams()*int64(atLeastOne(p.TotalNum)))
	length, width, height := o.Millimetres()
	out := platform.ProductFreight{
		OfferID: offerID(&o), Freight: shortYuan(f.Total), TemplateID: loose.IntNumber(f.Template),
		SingleProductWeight: thousandth(o.Grams()),
		SingleProductWidth:  centimetres(width), SingleProductHeight: centimetres(height),
		SingleProductLength: centimetres(length),
		TemplateName:        templateName, SubTemplateName: "快递", FirstFee: loose.YuanOf(shortYuan(f.First)), FirstUnit: "1",
		NextFee: loose.YuanOf(shortYuan(f.Next)), NextUnit: "1",
		Discount: "1", ChargeType: platform.ProductFreightChargeTypeWeight, FreePostage: loose.BoolValue(f.Free),
	}
	for _, sku := range p.LogisticsSKUNumModels {
		out.ProductFreightSKUInfoModels = append(out.ProductFreightSKUInfoModels, platform.ProductFreightSKU{
			SKUID: sku.SKUID, SingleSKUWeight: thousandth(o.Grams()), SingleSKUWidth: centimetres(width),
			SingleSKUHeight: centimetres(height), SingleSKULength: centimetres(length),
		})
	}
	return &platform.EstimateProductFreightResponse{Result: platform.ProductFreightResult{
		Success: yes, Code: codeS0000, Message: success, Result: out,
	}}
}

const templateName = "默认运费模板"

// templates lists the one template of the member's shop.
func (q *query) templates(req *platform.ListMyFreightTemplatesRequest) platform.Answer {
	shop := q.ownShop()
	o := shop.Offers()[0]
	province, city, code := shop.Place()
	f := o.FreightTo(code, 1000)
	out := &platform.ListMyFreightTemplatesResponse{}
	if valueOf(req.TemplateID) != 0 && *req.TemplateID != f.Template {
		q.rows(0, "result")
		return out
	}
	t := platform.FreightTemplate{
		AddressCodeText: province + " " + city + "市", FromAreaCode: code, ID: loose.IntNumber(f.Template),
		MemberID: shop.SID, Name: templateName,
		Status: loose.IntNumber(1),
	}
	if valueOf(req.QuerySubTemplate) {
		t.ExpressSubTemplate.SubTemplateDTO = platform.FreightSubTemplate{
			ChargeType: loose.EnumOf(platform.FreightChargeTypeWeight), IsSysTemplate: no,
			ServiceChargeType: loose.EnumOf(platform.FreightPayerBuyer),
			ServiceType:       loose.EnumOf(platform.FreightServiceTypeCourier),
			Type:              loose.EnumOf(platform.FreightSubTemplateTypeBasis),
		}
	}
	if valueOf(req.QueryRate) {
		t.ExpressSubTemplate.RateList = []platform.FreightRateDetail{{
			IsSysRate: no, ToAreaCodeText: province,
			RateDTO: platform.FreightRate{
				FirstUnit: loose.IntNumber(1000), FirstUnitFee: loose.IntNumber(f.First), LeastExpenses: loose.IntNumber(f.First),
			},
		}}
	}
	out.Result = append(out.Result, t)
	return out
}
