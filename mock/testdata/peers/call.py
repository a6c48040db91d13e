# Calls the gateway as the Python sample of the provider's pages does, with the standard library.
import gzip
import json
import sys
import urllib.parse
import urllib.request

query = urllib.parse.urlencode({"key": "<key>", "secret": "<secret>", "num_iid": "610947572360", "lang": "zh-CN"})
request = urllib.request.Request(
    sys.argv[1] + "/1688/item_get/?" + query, headers={"Accept-Encoding": "gzip", "Connection": "close"}
)
with urllib.request.urlopen(request, timeout=30) as response:
    body = response.read()
    if response.headers.get("Content-Encoding") == "gzip":
        body = gzip.decompress(body)
answer = json.loads(body)
if answer["error_code"] != "0000":
    sys.exit("failed: " + answer["reason"])
print(answer["item"]["num_iid"], answer["item"]["title"])
