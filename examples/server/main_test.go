package main

// The generated client calls the generated server, and both agree.
func Example() {
	main()
	// Output: 连衣裙: 39.00 元, freight 10 元
}
