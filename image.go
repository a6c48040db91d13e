package ali1688

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"

	"github.com/go-ali1688/ali1688/apiclient"
	"github.com/go-ali1688/ali1688/generated/gateway"
)

// MaxImage is the size in bytes beyond which [EncodeImage] refuses an image. A blog of the provider's names 2 MB;
// that is all there is. It names 600 by 600 pixels, too, which is not looked at.
const MaxImage = 2 << 20

// noName is the message of such a response.
const noName = "the image was refused: the response has no name"

// imageKinds are sent. What else the gateway takes is not known, except that it refuses WebP.
var imageKinds = []string{"image/jpeg", "image/png", "image/gif", "image/bmp"}

// UploadImgFrom reads an image and hands it to [Client.UploadImg], as [EncodeImage] writes it. The image's name, for
// the parameter imgid of item_search_img, is in Items.Item.Name of the response.
func (c *Client) UploadImgFrom(ctx context.Context, params *gateway.UploadImgParams,
	image io.Reader) (*gateway.UploadImgResponse, error) {
	code, err := EncodeImage(image, c.platform)
	if err != nil {
		return nil, &apiclient.UnsentError{API: "upload_img", Err: err}
	}
	return c.UploadImg(ctx, params, gateway.UploadImgFormdataRequestBody{ImgCode: code})
}

// Img2TextFrom reads an image and hands it to [Client.Img2Text], as [EncodeImage] writes it. That 1688global wants
// the same prefix there as for an upload is a guess.
func (c *Client) Img2TextFrom(ctx context.Context, params *gateway.Img2TextParams,
	image io.Reader) (*gateway.Img2TextResponse, error) {
	code, err := EncodeImage(image, c.platform)
	if err != nil {
		return nil, &apiclient.UnsentError{API: "img2text", Err: err}
	}
	return c.Img2Text(ctx, params, gateway.Img2TextFormdataRequestBody{ImgCode: code})
}

// EncodeImage reads an image and writes it as the parameter imgcode of a platform: in base64, and for 1688global behind
// data:<kind>;base64, which that platform wants and 1688 does not. What is no JPEG, PNG, GIF or BMP, and what is larger
// than [MaxImage], is an error, before it costs money; WebP is refused by the gateway itself.
func EncodeImage(image io.Reader, platform string) (string, error) {
	content, err := io.ReadAll(io.LimitReader(image, MaxImage+1))
	if err != nil {
		return "", fmt.Errorf("cannot read the image: %w", err)
	}
	kind := http.DetectContentType(content)
	switch {
	case len(content) == 0:
		return "", errors.New("the image is empty")
	case len(content) > MaxImage:
		return "", errors.New("the image is larger than 2 MiB; make it smaller")
	case kind == "image/webp":
		return "", errors.New("the image is WebP, which the gateway refuses; make it a JPEG")
	case !slices.Contains(imageKinds, kind):
		return "", fmt.Errorf("the image is %s; it must be JPEG, PNG, GIF or BMP", kind)
	}
	code := base64.StdEncoding.EncodeToString(content)
	if platform == "1688global" {
		code = "data:" + kind + ";base64," + code
	}
	return code, nil
}

// unnamed says that an upload went wrong in silence.
func unnamed(r *gateway.UploadImgResponse) bool {
	return r.Items.Item.Name.IsEmpty() && r.Item.Name.IsEmpty()
}
