package world_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/mock/world"
)

// TestTiers has rising quantities and falling prices: 94 % of the price from ten times the minimum on, 88 % from fifty
// times on.
func TestTiers(t *testing.T) {
	counts := map[int]int{}
	for _, o := range listed(world.New(world.Options{Seed: 1688}), 4) {
		tiers := o.Tiers()
		counts[len(tiers)]++
		price := tiers[0].Price / 10 // in tenths of a yuan, as all prices are
		want := []world.Tier{{From: o.Least(), Price: price * 10}, {From: o.Least() * 10, Price: price * 94 / 100 * 10},
			{From: o.Least() * 50, Price: price * 88 / 100 * 10}}
		require.Equal(t, want[:len(tiers)], tiers)
		require.True(t, len(tiers) == 1 || price >= 20, "what costs less than 2 yuan has one price")
		prices := map[int64]bool{}
		for _, v := range o.Variants() {
			prices[v.Price] = true
		}
		require.True(t, len(tiers) == 1 || len(prices) == 1, "prices differ by quantity or by variant")
	}
	assert.InDelta(t, 2048*45/100, counts[1], 120, "55 of a hundred have tiers")
	assert.InDelta(t, counts[2], counts[3], 100)
}

// TestSteps adds the same amount, a twentieth of the price, for each value of the second property.
func TestSteps(t *testing.T) {
	stepped, single := 0, 0
	for _, o := range listed(world.New(world.Options{Seed: 1688}), 4) {
		second := len(valuesOf(&o)[1])
		all := o.Variants()
		step := int64(0)
		if second > 1 {
			step = all[1].Price - all[0].Price
		}
		if len(o.Tiers()) == 1 && second > 1 {
			single++
		}
		if step > 0 {
			stepped++
			require.Equal(t, (all[0].Price/200+1)*10, step)
		}
		for k, v := range all {
			require.Equal(t, o.Tiers()[0].Price+step*int64(k%second), v.Price)
		}
	}
	assert.InDelta(t, 0.5, float64(stepped)/float64(single), 0.08, "half of what has one price by quantity")
}

// TestPriceRanges keeps the prices of each category within its bounds, which its offers nearly reach.
func TestPriceRanges(t *testing.T) {
	prices := map[string][]int64{}
	for _, o := range listed(world.New(world.Options{Seed: 1688}), 1) {
		leaf := o.Categories()[2].Name.Chinese
		prices[leaf] = append(prices[leaf], o.Tiers()[0].Price)
	}
	for leaf, yuan := range map[string][2]int64{"连衣裙": {29, 169}, "百洁布": {1, 9}, "指纹锁": {69, 399}, "筷子": {1, 19}} {
		low, high := slices.Min(prices[leaf]), slices.Max(prices[leaf])
		span := (yuan[1] - yuan[0]) * 100
		assert.True(t, yuan[0]*100 <= low && high <= yuan[1]*100, "%s: %d to %d", leaf, low, high)
		assert.True(t, low < yuan[0]*100+span/8 && high > yuan[1]*100-span/8, "%s: %d to %d", leaf, low, high)
	}
}

// TestWeights keeps the weight between 80 and 111 % of the category's.
func TestWeights(t *testing.T) {
	grams := map[string]map[int64]bool{"连衣裙": {}, "中性笔": {}, "砂锅": {}}
	for _, o := range listed(world.New(world.Options{Seed: 1688}), 1) {
		if of := grams[o.Categories()[2].Name.Chinese]; of != nil {
			of[o.Grams()] = true
		}
	}
	for leaf, usual := range map[string]int64{"连衣裙": 320, "中性笔": 20, "砂锅": 2100} {
		for g := range grams[leaf] {
			assert.True(t, usual*80/100+1 <= g && g <= usual*111/100+1, "%s: %d grams", leaf, g)
		}
	}
	assert.Greater(t, len(grams["砂锅"]), 20)
}

// TestGoodsOfOffers compares what is ordered with the offer, and the price of a quantity with the tiers.
func TestGoodsOfOffers(t *testing.T) {
	w := world.New(world.Options{Seed: 1688})
	for _, o := range offers(w, 200) {
		g := o.Goods()
		require.Equal(t, []any{int64(o.ID), o.Title(false), o.Unit().Chinese, o.Least(), o.Grams(), o.Shop.SID,
			o.Shop.Company, int64(o.Shop.ID), o.Variants(), o.Shop.SID}, []any{g.OfferID, g.Title, g.Unit, g.Least,
			g.Grams, g.SellerID, g.Seller, g.SellerUID, g.Variants, g.Shop().SID})
		tiers := o.Tiers()
		for _, v := range g.Variants {
			for i, tier := range tiers {
				want := v.Price - tiers[0].Price + tier.Price
				require.Equal(t, want, g.PriceOf(&v, tier.From))
				require.Equal(t, want, g.PriceOf(&v, tier.From+1))
				if i > 0 {
					require.Equal(t, v.Price-tiers[0].Price+tiers[i-1].Price, g.PriceOf(&v, tier.From-1))
				}
			}
			require.Equal(t, v.Price, g.PriceOf(&v, 0), "fewer than the minimum cost what the minimum costs")
		}
	}
}
