package world

import (
	"math/bits"
	"strings"
)

// A seal is an offer's id inside the name of a picture, an upload or a share link: seventeen letters and digits, of
// which the first eleven are the id, the next tells the kind, and the last five show that the world made it.
const sealLength = 17

const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

// Kinds of seals. Pictures count from kindPicture up.
const (
	kindPicture = 0
	kindUpload  = 60
	kindShare   = 61
)

const sealFactor = 0xd1342543de82ef95

var sealInverse = inverseOf(sealFactor)

func (w *World) sealed(id uint64) uint64 {
	return bits.ReverseBytes64((id^w.sealKey)*sealFactor) * sealFactor
}

func (w *World) unsealed(x uint64) uint64 {
	return bits.ReverseBytes64(x*sealInverse)*sealInverse ^ w.sealKey
}

// inverseOf returns the number that undoes a multiplication by an odd one.
func inverseOf(factor uint64) uint64 {
	inverse := factor
	for range 5 { // Newton: every round doubles the digits that are right
		inverse *= 2 - factor*inverse
	}
	return inverse
}

func (w *World) appendSeal(b []byte, id uint64, kind int) []byte {
	return w.appendKind(w.appendSealed(b, id), id, kind)
}

// appendSealed appends the part of a seal that all seals of an offer begin with.
func (w *World) appendSealed(b []byte, id uint64) []byte { return appendLetters(b, w.sealed(id), 11) }

// appendKind appends the rest of a seal.
func (w *World) appendKind(b []byte, id uint64, kind int) []byte {
	return appendLetters(append(b, alphabet[kind]), hash(w.sealKey, saltSeal, id+uint64(kind)<<57)>>38, 5)
}

func appendLetters(b []byte, x uint64, n int) []byte {
	for range n {
		b = append(b, alphabet[x%62])
		x /= 62
	}
	return b
}

// unseal finds the id behind a mark in a text.
func (w *World) unseal(text, mark string) (id uint64, ok bool) {
	id, _, ok = w.unsealKind(text, mark)
	return id, ok
}

func (w *World) unsealKind(text, mark string) (id uint64, kind int, ok bool) {
	_, seal, ok := strings.Cut(text, mark)
	if !ok || len(seal) < sealLength {
		return 0, 0, false
	}
	seal = seal[:sealLength]
	id = w.unsealed(letters(seal[:11]))
	kind = strings.IndexByte(alphabet, seal[11])
	if kind < 0 {
		return 0, 0, false
	}
	return id, kind, string(w.appendSeal(nil, id, kind)) == seal
}

func letters(text string) (x uint64) {
	for i := len(text) - 1; i >= 0; i-- {
		x = x*62 + uint64(max(0, strings.IndexByte(alphabet, text[i])))
	}
	return x
}

// Marks before a seal.
const (
	markPicture = "O1CN01"
	markUpload  = "TB1"
	markShare   = "secret="
)

// UploadName returns the name that upload_img gives to a picture of an offer.
func (w *World) UploadName(id uint64) string {
	return string(append(w.appendSeal([]byte(markUpload), id, kindUpload), "XXalFXa"...))
}

// ShareLink returns the link that the app makes for sharing an offer. item_password resolves it.
func (w *World) ShareLink(id uint64) string {
	return string(w.appendSeal([]byte("https://qr.1688.com/share.html?"+markShare), id, kindShare))
}

// pictured finds the offer that an image shows: a picture of this world, by its address or its bytes in base64, the
// name of an upload, or anything else, which shows some listed offer, always the same.
func (w *World) pictured(image string) (Offer, bool) {
	for _, text := range []string{image, decoded(image)} {
		for _, mark := range []string{markPicture, markUpload} {
			if id, ok := w.unseal(text, mark); ok {
				return w.Offer(id)
			}
		}
	}
	return w.offerAt(idWindow + hashText(w.seed, image)%Listed), true
}
