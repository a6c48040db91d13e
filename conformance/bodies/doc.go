// Package bodies reads recorded response bodies: folders, JSON, NDJSON and HTTP Archives, each possibly gzipped. A
// [Body] goes to conformance.Checker.CheckBody and to a report.
package bodies
