// Package edition serves the operations and members that a document of the user adds.
package edition
