//go:build !unix

package redisserver

// Freeze skips the test: this system cannot stop a process.
func (s *Server) Freeze() { s.t.Skip("SKIPPED: no process can be stopped here") }

// Thaw does nothing.
func (s *Server) Thaw() {}
