package products

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"

	platform "github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/internal/lists"
	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-ali1688/ali1688/mock/world"
)

// upload returns the id of a picture, which stands for the offer that the picture shows.
func (q *query) upload(req *platform.UploadProductImageRequest) platform.Answer {
	o, ok := q.world.Pictured(req.UploadImageParam.ImageBase64)
	if !ok || req.UploadImageParam.ImageBase64 == "" {
		return &platform.UploadProductImageResponse{Result: platform.UploadProductImageResult{
			Success: "false", Code: noImage, Message: noImageZH,
		}}
	}
	return &platform.UploadProductImageResponse{Result: platform.UploadProductImageResult{
		Success: "true", Code: codeOK, Message: success, Result: imageID(&o),
	}}
}

// imageID returns the id of an uploaded picture: that of the offer it shows, and three digits by which one of ours is
// known.
func imageID(o *world.Offer) string { return fmt.Sprintf("%d%03d", o.ID, checkDigits(o.ID)) }

func checkDigits(id uint64) uint64 { return id * 0x9e3779b97f4a7c15 >> 40 % 1000 }

// pictured finds the offer that the id of a picture or its address means. Like any other picture an unknown id shows
// some offer.
func (q *query) pictured(p *platform.ImageQueryParam) (world.Offer, bool) {
	id := valueOf(p.ImageID)
	if n := len(id) - 3; n > 0 {
		offer, err := strconv.ParseUint(id[:n], 10, 64)
		if err == nil && id[n:] == fmt.Sprintf("%03d", checkDigits(offer)) {
			return q.world.Offer(offer)
		}
	}
	picture := cmp.Or(id, valueOf(p.ImageAddress))
	if picture == "" {
		return world.Offer{}, false
	}
	return q.world.Pictured(picture)
}

func (q *query) byImage(req *platform.SearchProductsByImageRequest) platform.Answer {
	p := &req.OfferQueryParam
	s := world.Search{
		Keyword: world.InChinese(strings.TrimSpace(valueOf(p.Keyword)), p.Country), Categories: categories(p.CategoryID, nil),
		Low: fenOf(valueOf(p.PriceStart)), High: fenOf(valueOf(p.PriceEnd)), Page: atLeastOne(p.BeginPage),
		Size: min(atLeastOne(p.PageSize), maxPage),
		Also: filterOf(valueOf(p.Filter), nil),
	}
	s.By, s.Down = sorting(valueOf(p.Sort))
	s.Mixed = asksMixed(valueOf(p.Filter))
	o, ok := q.pictured(p)
	if !ok {
		return &platform.SearchProductsByImageResponse{Result: platform.ImageSearchResult{
			Success: "false", Code: "IMAGE_NOT_EXIST", Message: "图片不存在",
		}}
	}
	s.Like = &o
	rows, total := q.world.Find(s)
	page := platform.ImageSearchPage{
		TotalRecords: loose.IntNumber(int64(total)), TotalPage: pages(total, s.Size),
		PageSize:      loose.IntNumber(int64(s.Size)),
		CurrentPage:   loose.IntNumber(int64(s.Page)),
		PicRegionInfo: platform.PictureRegion{CurrentRegion: cmp.Or(valueOf(p.Region), region), YoloCropRegion: region},
	}
	page.Data = lists.Map(rows, func(o world.Found) platform.ProductFoundByImage { return q.imageRow(&o, p.Country) })
	q.rows(len(page.Data), "result", "result", "data")
	return &platform.SearchProductsByImageResponse{Result: platform.ImageSearchResult{
		Success: "true", Code: codeOK, Message: success, Result: page,
	}}
}

// region is the one thing that pictures of the mock show.
const region = "190,610,120,540"
