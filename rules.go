package ali1688

import "github.com/go-ali1688/ali1688/apiclient"

// checkParameters returns an error for parameters that the document does not allow. An edition of a user's own, whose
// document allows other ones, has a function that lets everything through in its place.
var checkParameters = apiclient.CheckParameters
