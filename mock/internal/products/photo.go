package products

import (
	"encoding/base64"

	platform "github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-ali1688/ali1688/mock/world"
)

// uploaded stands for a picture that somebody sent: nothing that is uploaded is kept, and the same bytes always get
// the same picture of the mock.
func (q *query) uploaded(image []byte) (world.Offer, bool) {
	return q.world.Pictured(base64.StdEncoding.EncodeToString(image))
}

func (q *query) voucher(req *platform.UploadRefundVoucherRequest) platform.Answer {
	o, ok := q.uploaded(req.ImageData)
	if !ok {
		return &platform.UploadRefundVoucherResponse{Result: platform.UploadRefundVoucherResult{
			Success: no, Code: noImage, Message: noImageZH,
		}}
	}
	return &platform.UploadRefundVoucherResponse{Result: platform.UploadRefundVoucherResult{
		Success: yes, Result: platform.RefundVoucher{ImageDomain: q.Base, ImageRelativeURL: o.Picture("", 0)[1:]},
	}}
}

func (q *query) photo(req *platform.AddPhotoRequest) platform.Answer {
	o, ok := q.uploaded(req.ImageBytes)
	if !ok {
		return &platform.AddPhotoResponse{ErrorCode: noImage, ErrorMsg: noImageZH}
	}
	return &platform.AddPhotoResponse{Image: platform.Photo{
		ID: loose.IntNumber(int64(checkDigits(o.ID))*1_000_000_007 + 1), AlbumID: loose.IntNumber(req.AlbumID),
		Name: req.Name,
		URL:  o.Picture(q.Base, 0),
	}}
}

// The failure of an image that cannot be read, which is a guess.
const (
	noImage   = "IMAGE_REFUSED"
	noImageZH = "图片无法识别"
)

// albums lists the album of the member's shop, which has the main picture of every offer. The other kinds are empty.
func (q *query) albums(req *platform.ListAlbumsRequest) platform.Answer {
	out := &platform.ListAlbumsResponse{}
	if kind := valueOf(req.AlbumType); kind == "" || kind == platform.AlbumTypeMine {
		shop := q.ownShop()
		out.AlbumInfos = []platform.PhotoAlbum{{
			AlbumID: loose.IntNumber(int64(100_000_000 + hash(shop.SID)%900_000_000)), Name: "我的相册",
			Authority:  loose.IntNumber(0),
			ImageCount: loose.IntNumber(int64(len(shop.Offers()))),
		}}
	}
	q.rows(len(out.AlbumInfos), "albumInfos")
	return out
}
