package loose

// Form is the JSON form in which a value came.
type Form uint8

const (
	// FormAbsent is the zero value: nothing was decoded, the member did not come.
	FormAbsent Form = iota
	// FormNull is null.
	FormNull
	// FormString is a string, the empty one included.
	FormString
	// FormNumber is a number.
	FormNumber
	// FormBool is true or false.
	FormBool
	// FormArray is an array. In a scalar or an [Object] it is the empty array [], in a
	// [Map] it may have values.
	FormArray
	// FormObject is an object. In a scalar it is the empty object {}.
	FormObject
)

var formNames = [...]string{"absent", "null", "string", "number", "bool", "array", "object"}

// String returns the name of the form in lower case, such as "null" or "object".
func (f Form) String() string {
	if int(f) < len(formNames) {
		return formNames[f]
	}
	return "unknown"
}

// noun returns the form as it stands in an error text.
func (f Form) noun() string {
	switch f {
	case FormAbsent:
		return "nothing"
	case FormNull:
		return "null"
	case FormArray, FormObject:
		return "an " + f.String()
	default:
		return "a " + f.String()
	}
}
