"""dawnquake/alibaba1688: GET, and arguments as str() prints a dict, in single quotes and with every value as text."""
import sys
import urllib.parse

from member import fetch, member, sign

base, key, secret = sys.argv[1:4]


def request(api, name, argument):
    path = f"param2/1/com.alibaba.fenxiao.crossborder/{api}/{key}"
    fields = {name: str(argument), "access_token": "token_of_test"}
    query = urllib.parse.urlencode(fields)
    return fetch(f"{base}/openapi/{path}?{query}&_aop_signature={sign(path, fields, secret)}")


found = request("product.search.keywordQuery", "offerQueryParam", {"keyword": "dress", "beginPage": "1", "pageSize": "2", "country": "en"})
if member(found, "result.code") != "200":
    sys.exit(f"the code of success is {found['result']['code']}")
for name in ("subject", "subjectTrans"):
    member(found, "result.result.data.0." + name)
offer = str(member(found, "result.result.data.0.offerId"))
detail = request("product.search.queryProductDetail", "offerDetailParam", {"offerId": offer, "country": "en"})
if member(detail, "result.code") != "200":
    sys.exit(f"the code of success is {detail['result']['code']}")
for path in ("price", "skuAttributes.0.attributeName", "skuAttributes.0.value"):
    member(detail, "result.result.productSkuInfos.0." + path)
