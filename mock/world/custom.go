package world

// custom refuses an API of the open platform that nobody described, as the gateway refuses what it does not hand on.
// What is described is answered by package orders.
func (w *World) custom(*encoder, *Query) *Failure {
	return &Failure{Code: "5000", Text: "data error", Reason: "data error"}
}
