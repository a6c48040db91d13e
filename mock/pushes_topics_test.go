package mock_test

import (
	"math"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/conformance"
	"github.com/go-ali1688/ali1688/generated/messages"
	platform "github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/mock"
	"github.com/go-ali1688/ali1688/mock/internal/pushes"
	"github.com/go-ali1688/ali1688/mock/orders"
	"github.com/go-ali1688/ali1688/openplatform"
	"github.com/go-ali1688/ali1688/push"
)

func pushClient(t *testing.T, gw *mock.Gateway) *openplatform.Client {
	t.Helper()
	client, err := openplatform.New(pushKey, pushSecret, openplatform.WithBaseURL(gw.URL()),
		openplatform.WithAccessToken(buyer))
	require.NoError(t, err)
	return client
}

// moveEverything has a world do everything that messages are sent about.
func moveEverything(t *testing.T, gw *mock.Gateway, clock *mock.Clock) {
	t.Helper()
	w, ctx, client := gw.Orders(), t.Context(), pushClient(t, gw)
	start := func(s orders.Stage) int64 {
		id, err := w.Start(buyer, s)
		require.NoError(t, err, s)
		return id
	}
	first, second := start(orders.StageCreated), start(orders.StageCreated)
	details, err := client.Trade.GetOrderBuyerView(ctx,
		&platform.GetOrderBuyerViewRequest{WebSite: "1688", OrderID: first})
	require.NoError(t, err)
	offer, _ := details.Result.ProductItems[0].ProductID.Int64()
	_, err = client.Distribution.FollowCrossBorderProduct(ctx, &platform.FollowCrossBorderProductRequest{ProductID: offer})
	require.NoError(t, err)
	require.NoError(t, w.ChangePrice(first, 700))
	w.PayTogether([]int64{first, second})
	require.NoError(t, w.MoveTo(first, orders.StageHalfShipped))
	require.NoError(t, w.ChangeWaybill(first, "773000000000001"))
	require.NoError(t, w.Ship(first))
	clock.Advance(50 * time.Hour)
	require.NoError(t, w.MoveTo(first, orders.StageReceived))
	require.NoError(t, w.MoveTo(first, orders.StageRefunded))
	require.NoError(t, w.MoveTo(second, orders.StageRefundRefused))
	require.NoError(t, w.CloseBySeller(start(orders.StageCreated)))
	require.NoError(t, w.CloseUnpaid(start(orders.StageCreated)))
	start(orders.StageCancelled)
	w.ChangeOffer(offer)
	w.ChangeVariants(offer)
	ids := []int64{offer}
	_, err = client.Publishing.ExpireProducts(ctx, &platform.ExpireProductsRequest{ProductIDs: ids,
		WebSite: "1688"})
	require.NoError(t, err)
	_, err = client.Publishing.RepublishProducts(ctx, &platform.RepublishProductsRequest{ProductIDs: ids})
	require.NoError(t, err)
	_, err = client.Publishing.DeleteProduct(ctx, &platform.DeleteProductRequest{ProductID: offer})
	require.NoError(t, err)
}

// waiting returns the messages that push.query.messageList lists.
func waiting(t *testing.T, gw *mock.Gateway) []jsontext.Value {
	t.Helper()
	size := int64(200)
	response, err := pushClient(t, gw).Push.QueryMessageList(t.Context(),
		&platform.PushQueryMessageListRequest{PageSize: &size})
	require.NoError(t, err)
	var body struct {
		Page struct {
			Rows []jsontext.Value `json:"datas"`
		} `json:"pushMessagePage"`
	}
	require.NoError(t, json.Unmarshal(response.Raw, &body))
	return body.Page.Rows
}

// TestPushTopics has the mock send every topic that it sends. Each message conforms to the document, and every topic is
// sent or has a reason why it is not.
func TestPushTopics(t *testing.T) {
	clock := mock.NewClock(time.Time{}, 0)
	gw := mock.New(t, mock.WithRunningClock(clock))
	moveEverything(t, gw, clock)
	sent := map[string]bool{}
	for _, row := range waiting(t, gw) {
		m, err := push.Parse(row)
		require.NoError(t, err)
		sent[m.Topic] = true
		findings, err := conformance.OpenPlatform().Check(conformance.Messages, row, conformance.Options{Strict: true})
		require.NoError(t, err)
		assert.Empty(t, findings, "%s", row)
	}
	for _, topic := range push.Topics() {
		assert.NotEqual(t, sent[topic], pushes.Unsent[topic] != "", "%s: sent, or with a reason in pushes.Unsent", topic)
	}
	for topic := range pushes.Unsent {
		assert.Contains(t, push.Topics(), topic)
	}
}

// TestPushValues compares what messages hold with the world.
func TestPushValues(t *testing.T) {
	gw := mock.New(t)
	client := pushClient(t, gw)
	id, err := gw.Orders().Start(buyer, orders.StageCreated)
	require.NoError(t, err)
	details, err := client.Trade.GetOrderBuyerView(t.Context(),
		&platform.GetOrderBuyerViewRequest{WebSite: "1688", OrderID: id})
	require.NoError(t, err)
	item := details.Result.ProductItems[0]
	offer, _ := item.ProductID.Int64()
	_, err = client.Distribution.FollowCrossBorderProduct(t.Context(),
		&platform.FollowCrossBorderProductRequest{ProductID: offer})
	require.NoError(t, err)
	require.NoError(t, gw.Orders().MoveTo(id, orders.StageCancelled))
	rows := waiting(t, gw)
	stock := rows[slices.IndexFunc(rows, func(r jsontext.Value) bool {
		m, err := push.Parse(r)
		return err == nil && m.Topic == push.TopicProductProductInventoryChange
	})]
	var got struct {
		Data struct {
			List []struct {
				OfferID  int64 `json:"offerId"`
				SKUID    int64 `json:"skuId"`
				Quantity int64 `json:"quantity"`
			} `json:"OfferInventoryChangeList"`
		} `json:"data"`
	}
	require.NoError(t, json.Unmarshal(stock, &got))
	require.Len(t, got.Data.List, 2)
	assert.Equal(t, offer, got.Data.List[0].OfferID)
	assert.Equal(t, item.SKUID.String(), strconv.FormatInt(got.Data.List[0].SKUID, 10))
	assert.Equal(t, item.Quantity.String(), strconv.FormatInt(got.Data.List[0].Quantity, 10), "it is back in stock")
}

// TestMessagePages lists messages by page, however large its number is.
func TestMessagePages(t *testing.T) {
	gw := mock.New(t)
	for range 25 {
		gw.PushMessage(push.TopicOrderBatchPay, "", &messages.PushBatchPay{})
	}
	cases := []struct {
		page, size int64
		want       int
	}{{1, 20, 20}, {2, 20, 5}, {3, 20, 0}, {1, 200, 25}, {math.MaxInt64, 200, 0}}
	for _, c := range cases {
		response, err := pushClient(t, gw).Push.QueryMessageList(t.Context(),
			&platform.PushQueryMessageListRequest{Page: &c.page, PageSize: &c.size})
		require.NoError(t, err, c)
		assert.Len(t, response.PushMessagePage.Datas, c.want, c)
		assert.Equal(t, int64(25), response.PushMessagePage.TotalCount, c)
	}
}
