package ali1688_test

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688"
	"github.com/go-ali1688/ali1688/generated/gateway"
	"github.com/go-ali1688/ali1688/mock"
)

// picture returns a tiny image, written by one of the encoders of the standard library.
func picture(t *testing.T, encode func(io.Writer, image.Image) error) []byte {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, encode(&b, image.NewPaletted(image.Rect(0, 0, 2, 2), color.Palette{color.White, color.Black})))
	return b.Bytes()
}

func inJPEG(w io.Writer, m image.Image) error { return jpeg.Encode(w, m, nil) }
func inGIF(w io.Writer, m image.Image) error  { return gif.Encode(w, m, nil) }

const webp = "RIFF\x24\x00\x00\x00WEBPVP8 \x18\x00\x00\x00"

func TestEncodeImage(t *testing.T) {
	code := func(prefix string) func(*testing.T, string, error) {
		return func(t *testing.T, code string, err error) {
			require.NoError(t, err)
			assert.True(t, strings.HasPrefix(code, prefix), code)
		}
	}
	refused := func(want string) func(*testing.T, string, error) {
		return func(t *testing.T, code string, err error) {
			assert.EqualError(t, err, want)
			assert.Empty(t, code)
		}
	}
	unknown := "the image is text/plain; charset=utf-8; it must be JPEG, PNG, GIF or BMP"
	cases := []struct {
		name, platform string
		image          io.Reader
		want           func(*testing.T, string, error)
	}{
		{"PNG", "1688", bytes.NewReader(picture(t, png.Encode)), code("iVBORw0KGgo")},
		{"JPEG", "1688", bytes.NewReader(picture(t, inJPEG)), code("/9j/")},
		{"GIF", "1688", bytes.NewReader(picture(t, inGIF)), code("R0lGOD")},
		{"BMP", "1688", strings.NewReader("BM\x00\x00"), code("Qk0A")},
		{"PNG for 1688global", "1688global", bytes.NewReader(picture(t, png.Encode)),
			code("data:image/png;base64,iVBORw0KGgo")},
		{"JPEG for 1688global", "1688global", bytes.NewReader(picture(t, inJPEG)), code("data:image/jpeg;base64,/9j/")},
		{"byte by byte", "1688", iotest.OneByteReader(bytes.NewReader(picture(t, png.Encode))), code("iVBORw0KGgo")},
		{"WebP", "1688", strings.NewReader(webp), refused("the image is WebP, which the gateway refuses; make it a JPEG")},
		{"WebP for 1688global", "1688global", strings.NewReader(webp),
			refused("the image is WebP, which the gateway refuses; make it a JPEG")},
		{"nothing", "1688", strings.NewReader(""), refused("the image is empty")},
		{"text", "1688", strings.NewReader("hello"), refused(unknown)},
		{"base64 already", "1688", strings.NewReader("data:image/png;base64,iVBORw0KGgo="), refused(unknown)},
		{"as large as may be", "1688", sized(ali1688.MaxImage), code("iVBORw0KGgo")},
		{"larger", "1688", sized(ali1688.MaxImage + 1), refused("the image is larger than 2 MiB; make it smaller")},
		{"endless", "1688", io.MultiReader(strings.NewReader("\x89PNG\r\n\x1a\n"), endless{}),
			refused("the image is larger than 2 MiB; make it smaller")},
		{"a reader that fails", "1688", iotest.ErrReader(errors.New("disk on fire")),
			refused("cannot read the image: disk on fire")},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			code, err := ali1688.EncodeImage(c.image, c.platform)
			c.want(t, code, err)
		})
	}
}

// sized returns a PNG of n bytes by its looks.
func sized(n int) io.Reader {
	const head = "\x89PNG\r\n\x1a\n"
	return strings.NewReader(head + strings.Repeat("\x00", n-len(head)))
}

type endless struct{}

func (endless) Read(p []byte) (int, error) { return len(p), nil }

// TestImages uploads to both platforms of the mock, of which 1688global refuses what has no prefix without a word.
func TestImages(t *testing.T) {
	for _, platform := range []string{"1688", "1688global"} {
		t.Run(platform, func(t *testing.T) {
			c := over(t, nil, ali1688.WithPlatform(platform))
			up, err := c.UploadImgFrom(context.Background(), nil, bytes.NewReader(picture(t, png.Encode)))
			require.NoError(t, err)
			name := up.Items.Item.Name.String()
			assert.NotEmpty(t, name)
			found, err := c.ItemSearchImg(context.Background(), &gateway.ItemSearchImgParams{ImgID: name})
			require.NoError(t, err)
			assert.NotEmpty(t, found.Items.Item)
			words, err := c.Img2TextFrom(context.Background(), nil, bytes.NewReader(picture(t, inJPEG)))
			require.NoError(t, err)
			assert.NotEmpty(t, words.Items)
		})
	}
	t.Run("what cannot be sent is not", func(t *testing.T) {
		gw := mock.New(t)
		c := client(t, gw.URL())
		_, err := c.UploadImgFrom(context.Background(), nil, strings.NewReader(webp))
		assert.EqualError(t, err,
			"upload_img: the image is WebP, which the gateway refuses; make it a JPEG; the request was not sent")
		_, err = c.Img2TextFrom(context.Background(), nil, strings.NewReader(""))
		assert.EqualError(t, err, "img2text: the image is empty; the request was not sent")
		assert.Empty(t, gw.Requests())
	})
}

// TestRefusedImage is an upload that fails without an error.
func TestRefusedImage(t *testing.T) {
	bare := gateway.UploadImgFormdataRequestBody{ImgCode: "iVBORw0KGgo="}
	for _, format := range resultTypes {
		c := over(t, nil, ali1688.WithPlatform("1688global"), ali1688.WithResultType(format))
		answer, err := c.UploadImg(context.Background(), nil, bare)
		require.ErrorIs(t, err, ali1688.ErrImageRefused, format)
		assert.NotErrorIs(t, err, ali1688.ErrNotFound)
		assert.Contains(t, err.Error(), "upload_img: the image was refused: the response has no name (request gw-")
		assert.NotNil(t, answer)
	}
	for body, refused := range map[string]bool{
		`{"items":{"item":{"name":null}},"error_code":"0000"}`:                  true,
		`{"items":{"item":{"name":""}},"error_code":"0000"}`:                    true,
		`{"error_code":"0000"}`:                                                 true,
		`{"item":{"name":"TB1"},"error_code":"0000"}`:                           false,
		`{"items":{"item":{"name":"TB1"}},"error_code":"0000"}`:                 false,
		`{"items":{"item":{"name":null}},"error_code":"5000","error":"broken"}`: false,
	} {
		assert.Equal(t, refused, errors.Is(ali1688.ErrorOf("upload_img", []byte(body)), ali1688.ErrImageRefused), body)
	}
}
