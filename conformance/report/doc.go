// Package report prints the findings of package conformance: as text for people, and as JSON lines, JUnit or SARIF for
// programs.
package report
