// Package writing has no code of its own: its tests compare the contributors' pages with the repository, and the
// language of comments and pages with the rules of CONTRIBUTING.md.
package writing
