// Package splice cuts JSON objects into members and joins, edits and rewrites them without decoding their values. It
// knows neither HTTP nor 1688.
package splice
