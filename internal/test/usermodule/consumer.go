// Package usermodule has no code of its own: its tests are programs outside this repository that use it, each in a
// module of its own, as its users have it.
package usermodule
