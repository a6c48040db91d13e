// Package faults injects the ways in which 1688's APIs go wrong, by rules and by the header Prefer.
package faults
