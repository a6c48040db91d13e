package phpwire

import "strings"

// itemName is the name of elements that have none of their own.
const itemName = "item"

// holdsItem lists the elements in which <item> is a member of that name: the root of an item_get, and items in a
// search.
func holdsItem(parent string) bool { return parent == "root" || parent == "items" }

// isPlainName reports whether a key is read back unchanged when it is written as the name of an element.
func isPlainName(s string) bool {
	for i := range len(s) {
		if c := s[i]; !isLetter(c) && (i == 0 || c != '-' && c != '.' && (c < '0' || c > '9')) {
			return false
		}
	}
	_, numbered := numberOf(s)
	return s != "" && !numbered
}

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' || c == '_' }

// numberOf finds the number in the name of an element of a list: item0, item_0, _0, key_0 and their like.
func numberOf(name string) (Key, bool) {
	number := strings.TrimLeft(name, "abcdefghijklmnopqrstuvwxyz")
	prefix := name[:len(name)-len(number)]
	n, ok := decimal(strings.TrimPrefix(number, "_"))
	if !ok || n < 0 {
		return Key{}, false
	}
	switch prefix {
	case "", itemName, "key", "num", "numeric", "row", "node", "element", "n":
		return IntKey(n), true
	}
	return Key{}, false
}
