package mock

// SetFaults replaces the rules while the mock runs. It fails, and changes nothing, for a rule that cannot fit.
func (h *Handler) SetFaults(rules ...FaultRule) error {
	for i := range rules {
		if err := rules[i].check(h.server.own); err != nil {
			return err
		}
	}
	h.server.plan.set(rules)
	return nil
}
