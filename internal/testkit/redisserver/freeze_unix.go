//go:build unix

package redisserver

import "syscall"

// Freeze makes the server accept connections and answer none of them, until Thaw.
func (s *Server) Freeze() { _ = s.process.Process.Signal(syscall.SIGSTOP) }

// Thaw ends Freeze.
func (s *Server) Thaw() { _ = s.process.Process.Signal(syscall.SIGCONT) }
