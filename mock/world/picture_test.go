package world_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/mock/world"
)

// TestPictureNames has the shape of real names: a mark, a seal of seventeen characters, the seller and the ending.
func TestPictureNames(t *testing.T) {
	w := world.New(world.Options{Seed: 1688})
	for _, o := range offers(w, 100) {
		names := map[string]bool{}
		for i := range 60 {
			name, ok := strings.CutPrefix(o.Picture(base, i), base+"/img/ibank/")
			require.True(t, ok)
			require.Regexp(t, `^O1CN01[0-9A-Za-z]{17}_!!`+digits(o.Shop.ID)+`-0-cib\.svg$`, name)
			names[name] = true
		}
		require.Len(t, names, 60)
		require.Regexp(t, `^TB1[0-9A-Za-z]{17}XXalFXa$`, w.UploadName(o.ID))
		require.Regexp(t, `^https://qr\.1688\.com/share\.html\?secret=[0-9A-Za-z]{17}$`, w.ShareLink(o.ID))
	}
}

// TestDrawing compares a whole drawing with the facts of its offer.
func TestDrawing(t *testing.T) {
	w := world.New(world.Options{Seed: 1688})
	shape := regexp.MustCompile(`<rect width="800" height="800" fill="(#[0-9a-f]{6})"/><circle cx="(\d+)" `)
	fills, centres := map[string]bool{}, map[string]bool{}
	for _, o := range offers(w, 60) {
		values := valuesOf(&o)[0]
		for i, caption := range map[int]string{0: "1", 4: "5", 19: "20", 40: "41", 43: "44",
			20: values[0].Chinese + " " + values[0].English,
			21: values[1].Chinese + " " + values[1].English} {
			name := strings.TrimPrefix(o.Picture("", i), world.PicturePath)
			got, ok := w.AppendPicture(nil, name)
			require.True(t, ok)
			found := shape.FindStringSubmatch(string(got))
			require.NotNil(t, found, "%s", got)
			fills[found[1]], centres[found[2]] = true, true
			require.Equal(t, drawing(&o, name[:len("O1CN01")+17], found[1], found[2], caption), string(got))
		}
	}
	assert.Len(t, fills, 8)
	assert.Greater(t, len(centres), 200)
	for x := range centres {
		assert.Regexp(t, `^[2-5]\d\d$`, x, "the circle is in the middle")
	}
}

func drawing(o *world.Offer, seal, fill, x, caption string) string {
	leaf := o.Categories()[2].Name
	return `<svg xmlns="http://www.w3.org/2000/svg" width="800" height="800" viewBox="0 0 800 800" ` +
		`font-family="sans-serif"><!-- ` + seal + ` --><title>` + o.Title(false) + `</title>` +
		`<rect width="800" height="800" fill="` + fill + `"/><circle cx="` + x + `" cy="330" r="210" fill="#ffffff" ` +
		`fill-opacity="0.25"/><g fill="#ffffff" text-anchor="middle">` +
		`<text x="400" y="120" font-size="64">模拟 MOCK</text><text x="400" y="350" font-size="56">` + leaf.Chinese +
		`</text><text x="400" y="430" font-size="36">` + leaf.English +
		`</text><text x="400" y="520" font-size="44">` + caption +
		`</text><text x="400" y="740" font-size="32">` + digits(o.ID) + `</text></g></svg>`
}

// TestForeignPictures draws nothing for a name that the world did not make, and appends nothing.
func TestForeignPictures(t *testing.T) {
	w, closed := world.New(world.Options{Seed: 1688}), world.New(world.Options{Seed: 1688, Closed: true})
	unlisted, _ := w.Offer(7)
	name := strings.TrimPrefix(unlisted.Picture("", 0), world.PicturePath)
	got, ok := w.AppendPicture([]byte("before"), name)
	assert.True(t, ok)
	assert.True(t, strings.HasPrefix(string(got), "before<svg "))
	for i := range len("O1CN01") + 17 {
		spoiled := name[:i] + "!" + name[i+1:]
		got, ok := w.AppendPicture([]byte("before"), spoiled)
		assert.False(t, ok, spoiled)
		assert.Equal(t, "before", string(got))
	}
	got, ok = closed.AppendPicture([]byte("before"), name)
	assert.False(t, ok, "the offer is not listed")
	assert.Equal(t, "before", string(got))
}

// TestSealsOfOtherKinds does not take the seal of an upload for that of a link.
func TestSealsOfOtherKinds(t *testing.T) {
	w := world.New(world.Options{Seed: 1688})
	o := w.ListedOffer(3)
	upload := strings.TrimSuffix(strings.TrimPrefix(w.UploadName(o.ID), "TB1"), "XXalFXa")
	_, link, _ := strings.Cut(w.ShareLink(o.ID), "secret=")
	picture := strings.TrimPrefix(o.Picture("", 0), world.PicturePath+"O1CN01")[:17]
	assert.Equal(t, upload[:11], link[:11], "all seals of an offer begin alike")
	assert.Equal(t, upload[:11], picture[:11])
	assert.Equal(t, "yz0", upload[11:12]+link[11:12]+picture[11:12], "the kind follows")
	assert.Len(t, map[string]bool{upload[12:]: true, link[12:]: true, picture[12:]: true}, 3)
	for _, text := range []string{fmt.Sprint("TB1", upload[:11], "A", upload[12:]), "TB1" + upload[:16], "TB1"} {
		got, ok := w.Pictured(text)
		assert.True(t, ok)
		assert.NotEqual(t, o.ID, got.ID, text)
	}
}
