// Package admin serves the endpoints beside the two APIs: the documents, the journal of requests, faults, orders, the
// clock, the state, and a page for people. It guards them against pages of other sites.
package admin
