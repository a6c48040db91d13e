package world

import (
	"encoding/base64"
	"strconv"
	"strings"
)

// DefaultBase is where the command serves the mock by itself, and so where pictures are, unless a [Query] says
// otherwise.
const DefaultBase = "http://127.0.0.1:1688"

// PicturePath is what the paths of pictures begin with; the rest is the picture's name.
const PicturePath = "/img/ibank/"

// album is where the address of the last picture was written. Another picture of the same offer differs from it in the
// end of its seal only.
type album struct {
	offer uint64
	start span // up to the end of the sealed id
}

// address writes the address of one of the offer's pictures. It is that of a real picture but for the host and the
// ending.
func (e *encoder) address(o *Offer, i int) {
	from := len(e.b)
	if e.album.offer == o.ID && e.album.start.to > 0 {
		e.again(e.album.start)
	} else {
		e.b = append(append(e.b, e.base...), PicturePath+markPicture...)
		e.b = o.Shop.world.appendSealed(e.b, o.ID)
	}
	e.album = album{o.ID, span{from, len(e.b)}}
	e.b = append(o.Shop.world.appendKind(e.b, o.ID, kindPicture+i), "_!!"...)
	e.b = append(append(e.b, o.Shop.key...), pictureEnding...)
}

const pictureEnding = "-0-cib.svg"

// Picture returns the address of one of the offer's pictures below a base of scheme and host.
func (o *Offer) Picture(base string, i int) string {
	e := encoder{b: make([]byte, 0, 96), base: base}
	e.address(o, i)
	return string(e.b)
}

// withoutScheme returns an address as pages write it, //host/path.
func withoutScheme(address string) string {
	_, rest, _ := strings.Cut(address, ":")
	return rest
}

// decoded returns the beginning of an image that came in base64, where the name of a picture of a world would be.
func decoded(image string) string {
	if _, data, ok := strings.Cut(image, ";base64,"); ok {
		image = data
	}
	text, err := base64.StdEncoding.DecodeString(image[:min(len(image), 512)&^3])
	if err != nil {
		return ""
	}
	return string(text)
}

// colours are what pictures are painted in, dark enough for white letters.
var colours = [...]string{"#8a4b2a", "#2a6f8a", "#5b3a8a", "#2f7d4f", "#8a2a4f", "#5a6b1f", "#355c9b", "#7a5a10"}

// AppendPicture draws a picture by its name, as an SVG: the same bytes for the same picture of the same world. It
// says on itself that it is made up. A name that the world did not make is no picture.
func (w *World) AppendPicture(b []byte, name string) ([]byte, bool) {
	id, kind, ok := w.unsealKind(name, markPicture)
	if !ok {
		return b, false
	}
	o, ok := w.Offer(id)
	if !ok {
		return b, false
	}
	i := kind - kindPicture
	title, caption := o.Title(false), o.caption(i)
	b = append(b, `<svg xmlns="http://www.w3.org/2000/svg" width="800" height="800" viewBox="0 0 800 800" `+
		`font-family="sans-serif"><!-- `...)
	b = append(w.appendSeal(append(b, markPicture...), id, kind), ` --><title>`...)
	b = append(append(b, title...), `</title><rect width="800" height="800" fill="`...)
	b = append(append(b, colours[(o.hash+uint64(i))%uint64(len(colours))]...), `"/><circle cx="`...)
	b = strconv.AppendUint(b, 200+(o.hash>>9+uint64(37*i))%400, 10)
	b = append(b, `" cy="330" r="210" fill="#ffffff" fill-opacity="0.25"/><g fill="#ffffff" text-anchor="middle">`...)
	b = append(append(b, `<text x="400" y="120" font-size="64">模拟 MOCK</text><text x="400" y="350" font-size="56">`...),
		o.leaf.name.zh...)
	b = append(append(b, `</text><text x="400" y="430" font-size="36">`...), o.leaf.name.en...)
	b = append(append(b, `</text><text x="400" y="520" font-size="44">`...), caption...)
	b = append(append(b, `</text><text x="400" y="740" font-size="32">`...), o.key...)
	return append(b, `</text></g></svg>`...), true
}

// caption returns what tells the pictures of one offer apart: the value of the first property, or a number.
func (o *Offer) caption(i int) string {
	if i >= valuePictures && i < descPictures {
		v := o.value(0, i-valuePictures)
		return v.zh + " " + v.en
	}
	return strconv.Itoa(i + 1)
}
