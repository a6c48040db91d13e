package price

import "testing"

func TestTotal(t *testing.T) {
	for _, c := range []struct {
		price Cents
		count int
		want  Cents
		err   error
	}{
		{0, 3, 0, nil}, {7, 9, 63, nil}, {7, 10, 65, nil}, {7, 11, 72, nil}, {-1, 1, 0, errNegative},
	} {
		if got, err := Total(c.price, c.count); got != c.want || err != c.err {
			t.Errorf("%v × %v = %v, %v", c.price, c.count, got, err)
		}
	}
}

func TestShaky(t *testing.T) { Shaky([]int{1}) }

func TestFailsAlways(t *testing.T) { t.Fail() }
