import hashlib
import hmac
import json
import sys
import urllib.error
import urllib.parse
import urllib.request


def member(body, path):
    """Returns the member that a dotted path names, or ends the program."""
    value = body
    for name in path.split("."):
        try:
            value = value[int(name)] if isinstance(value, list) else value[name]
        except (KeyError, IndexError, TypeError):
            sys.exit(f"{path} is missing in {json.dumps(body, ensure_ascii=False)}")
    return value


def fetch(url, form=None, headers=None):
    data = None if form is None else urllib.parse.urlencode(form).encode()
    try:
        with urllib.request.urlopen(urllib.request.Request(url, data, headers or {})) as response:
            return json.load(response)
    except urllib.error.HTTPError as error:
        sys.exit(f"{url}: {error.code} {error.read().decode()}")


def sign(path, fields, secret):
    text = path + "".join(sorted(name + value for name, value in fields.items()))
    return hmac.new(secret.encode(), text.encode(), hashlib.sha1).hexdigest().upper()
