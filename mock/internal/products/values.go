package products

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-ali1688/ali1688/mock/world"
)

// valueOf returns the value of an argument, and zero where it was not sent.
func valueOf[T any](v *T) (out T) {
	if v != nil {
		out = *v
	}
	return out
}

// yuan writes 分 with two decimals, as rows of searches have it: 1.20.
func yuan(fen int64) string { return fmt.Sprintf("%d.%02d", fen/100, fen%100) }

// shortYuan writes 分 without zeros at the end, as details have it: 1.2.
func shortYuan(fen int64) string { return trimmed(yuan(fen)) }

func trimmed(decimal string) string {
	return strings.TrimSuffix(strings.TrimRight(decimal, "0"), ".")
}

// fenOf reads an amount in 元, 0 where there is none.
func fenOf(text string) int64 {
	f, err := strconv.ParseFloat(strings.TrimSpace(text), 64)
	if err != nil || !(f > 0 && f < 1e12) { // NaN is neither
		return 0
	}
	return int64(f*100 + 0.5)
}

// thousandth writes thousandths as a decimal number: grams in kg, millimetres in m.
func thousandth(n int64) loose.Decimal {
	return loose.DecimalNumber(trimmed(fmt.Sprintf("%d.%03d", n/1000, n%1000)))
}

// centimetres writes millimetres.
func centimetres(n int64) loose.Decimal {
	return loose.DecimalNumber(trimmed(fmt.Sprintf("%d.%d", n/10, n%10)))
}

func decimal(fen int64) loose.Decimal { return loose.DecimalNumber(shortYuan(fen)) }

// percent writes thousandths as 25%, and percent1 as 25.8%.
func percent(thousandths int) string { return strconv.Itoa(thousandths/10) + "%" }

func percent1(thousandths int) string {
	return strconv.Itoa(thousandths/10) + "." + strconv.Itoa(thousandths%10) + "%"
}

// score writes tenths as 4.5.
func score(tenths int) string { return strconv.Itoa(tenths/10) + "." + strconv.Itoa(tenths%10) }

func digits(n int64) string { return strconv.FormatInt(n, 10) }

func day(t time.Time) string { return t.Format(time.DateTime) }

// platformTime returns a time as the platform's older calls have it.
func platformTime(t time.Time) loose.Text {
	return loose.TextOf(t.Format("20060102150405.000-0700")[:14] + "000+0800")
}

// trace returns what one reports back to 1688.
func trace(o *world.Offer) string {
	return "object_id@" + strconv.FormatUint(o.ID, 10) + "^object_type@offer"
}

func offerID(o *world.Offer) loose.Int { return loose.IntNumber(int64(o.ID)) }

// address is that of the offer's page on 1688, which no mock serves.
func address(o *world.Offer) string {
	return "https://detail.1688.com/offer/" + strconv.FormatUint(o.ID, 10) + ".html"
}

// atLeastOne returns a number of a call, or 1 for a smaller one.
func atLeastOne(n int64) int { return int(max(1, min(n, 1<<24))) }

// onePiece reports whether single pieces are sold.
func onePiece(least int64) bool { return least == 1 }

// The two truths, as responses have them.
var yes, no = loose.BoolValue(true), loose.BoolValue(false)
