package main

import (
	"context"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestPurchase buys by both routes, and compares what the program says.
func TestPurchase(t *testing.T) {
	const want = `^search   \d+: \[mock\] .*dress.*
choose   (\d+) of [0-9a-f]{32}
choose   (\d+) of [0-9a-f]{32}
preview  (\d+) 分, of which freight \d+ 分
order    \d{19}, found by its number purchase-\d+
         waitbuyerpay, ([\d.]+) 元
pay      (\d+) 分
         waitsellersend, ([\d.]+) 元
track    .* 已揽收
track    .* 离开分拨中心，运输中
track    .* 派送中
track    .* 已签收
         waitbuyerreceive, ([\d.]+) 元
receive  2 lines
         success, ([\d.]+) 元
refund   TQ\d+, \d+ 分
invoice  \d+ 分
$`
	for _, route := range []string{"gateway", "direct"} {
		t.Run(route, func(t *testing.T) {
			out := new(strings.Builder)
			p, err := newPurchase(route, out)
			require.NoError(t, err)
			require.NoError(t, p.run(context.Background(), "连衣裙"))
			sums := regexp.MustCompile(want).FindStringSubmatch(out.String())
			require.NotNil(t, sums, out.String())
			assert.Equal(t, sums[3], sums[5], "what is paid is what the preview said")
			assert.Equal(t, []string{sums[4], sums[4], sums[4]}, []string{sums[6], sums[7], sums[8]})
		})
	}
}

// TestFailures stops where something is wrong.
func TestFailures(t *testing.T) {
	_, err := newPurchase("pigeon", new(strings.Builder))
	require.EqualError(t, err, `the route "pigeon" is unknown, gateway and direct are known`)
	p, err := newPurchase("direct", new(strings.Builder))
	require.NoError(t, err)
	require.EqualError(t, p.run(context.Background(), ""), "the search found nothing")
	require.ErrorContains(t, p.pay(context.Background()), "订单不存在")
	p.total = 1
	require.EqualError(t, agree("x", p.total, 2), "x: 2 分, want 1")
}
