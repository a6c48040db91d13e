package push

import (
	"context"
	"reflect"
)

// all returns callbacks that call f for every topic.
func all(f func(m *Message, contents any)) Callbacks {
	var c Callbacks
	v := reflect.ValueOf(&c).Elem()
	for i := range v.NumField() {
		field := v.Field(i)
		if field.Type().NumIn() == 2 {
			c.Other = func(_ context.Context, m *Message) error { f(m, nil); return nil }
			continue
		}
		field.Set(reflect.MakeFunc(field.Type(), func(args []reflect.Value) []reflect.Value {
			f(args[1].Interface().(*Message), args[2].Interface())
			return []reflect.Value{reflect.Zero(field.Type().Out(0))}
		}))
	}
	return c
}
