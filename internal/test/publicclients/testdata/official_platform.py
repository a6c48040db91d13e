"""The platform's Python SDK: a form in which every value is text, ids inside JSON too, and null or "" for what is absent."""
import json
import sys

from member import fetch, member, sign

base, key, secret, offer, spec, quantity = sys.argv[1:7]
headers = {"Cache-Control": "no-cache", "Connection": "Keep-Alive", "User-Agent": "Ocean-SDK-Client"}


def request(api, **fields):
    path = f"param2/1/{api}/{key}"
    fields["access_token"] = "token_of_test"
    fields["_aop_timestamp"] = "1790000000000"
    fields["_aop_signature"] = sign(path, fields, secret)
    return fetch(f"{base}/openapi/{path}", fields, headers)


addresses = request("com.alibaba.trade/alibaba.trade.receiveAddress.get")
address = {"addressId": str(member(addresses, "result.receiveAddressItems.0.id")), "fullName": None, "districtCode": None}
made = request(
    "com.alibaba.trade/alibaba.trade.fastCreateOrder",
    flow="general",
    addressParam=json.dumps(address),
    cargoParamList=json.dumps([{"offerId": offer, "specId": spec, "quantity": quantity}]),
)
order = str(member(made, "result.orderId"))
view = request("com.alibaba.trade/alibaba.trade.get.buyerView", webSite="1688", orderId=order)
for path in ("baseInfo.idOfStr", "baseInfo.status", "baseInfo.totalAmount", "productItems.0.skuID"):
    member(view, "result." + path)
listed = request("com.alibaba.trade/alibaba.trade.getBuyerOrderList", page="1", pageSize="20", orderStatus="waitbuyerpay")
member(listed, "result.0.baseInfo.idOfStr")
member(request("com.alibaba.logistics/alibaba.logistics.OpQueryLogisticCompanyList"), "result.0.companyName")
