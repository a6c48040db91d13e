package change

// Kind is what was done to a place.
type Kind string

// The kinds of edits.
const (
	Added          Kind = "added"
	Removed        Kind = "removed"
	Renamed        Kind = "renamed"        // the operationId
	Retyped        Kind = "retyped"        // from one shape to another
	BecameRequired Kind = "required"       // every response has it, every call needs it
	BecameOptional Kind = "optional"       //
	BecameNullable Kind = "nullable"       // null is allowed now
	NeverNull      Kind = "never-null"     //
	EnumGrew       Kind = "enum-grew"      // a value more
	EnumShrank     Kind = "enum-shrank"    // a value less
	BranchAdded    Kind = "branch-added"   // of a union
	BranchRemoved  Kind = "branch-removed" //
	Promised       Kind = "promised"       // every success has it: x-required-on-success
	Unpromised     Kind = "unpromised"     //
	MediaAdded     Kind = "media-added"    // a content type
	MediaRemoved   Kind = "media-removed"  //
	StatusAdded    Kind = "status-added"   // an HTTP status
	StatusRemoved  Kind = "status-removed" //
	UnitChanged    Kind = "unit-changed"   // x-unit: the same number means another amount
	UnitStated     Kind = "unit-stated"    // where none was
	UnitWithdrawn  Kind = "unit-withdrawn" //
	Changed        Kind = "changed"        // a keyword: pattern, default, format, …
	TextChanged    Kind = "text"           // descriptions, examples, evidence
	ServersChanged Kind = "servers"        //
	Unused         Kind = "unused"         // a component that nothing refers to any more
	GoOnly         Kind = "go-only"        // no change of the document explains it
	Other          Kind = "other"          // what no other kind describes
)

// groupKind is what an edit's group is in the document.
type groupKind int

const (
	inSchemas groupKind = iota
	inParameters
	inOtherComponents
	inOperations
	inMessages // that the API sends
	inRoot
)

// isOperation reports whether the group is an operation, or a message.
func (k groupKind) isOperation() bool { return k == inOperations || k == inMessages }
