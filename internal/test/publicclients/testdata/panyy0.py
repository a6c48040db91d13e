"""panyy0's SDKs: GET with everything in the query, api_name too, and "Connection: close"."""
import sys
import urllib.parse

from member import fetch, member

base, key, secret, offer = sys.argv[1:5]


def request(api, **args):
    query = {"key": key, "secret": secret, "api_name": api, "cache": "yes", "result_type": "json", "lang": "cn", **args}
    return fetch(f"{base}/1688/{api}/?{urllib.parse.urlencode(query)}", headers={"Connection": "close"})


item = request("item_get", num_iid=offer)
for path in ("title", "price", "skus.sku.0.quantity"):
    member(item, "item." + path)
member(request("item_search", q="连衣裙", page="1"), "items.item.0.title")
