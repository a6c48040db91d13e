// Package pages serves what a browser opens: the pictures of offers and the cashier. It marks every response.
package pages
