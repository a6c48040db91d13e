package samples

// Language is one language that samples are written in.
type Language struct {
	ID   string // of its template, and for pages
	Name string // as the provider's pages have it
	Lex  string // for highlighting
	File string // what to call the program
	Run  string // the command that runs the program
	// Tested reports whether the tests run its samples of the operations in [Tried] and [TriedOpen] against the mock and
	// compare the responses.
	Tested bool

	quote func(string) string
}

// Languages are all languages, in the order of the provider's pages.
var Languages = []Language{
	{"curl", "cURL", "bash", "call.sh", "sh call.sh", true, shell},
	{"php", "PHP", "php", "call.php", "php call.php", true, php},
	{"php-sdk", "PHP SDK", "php", "call.php", "php call.php", false, php},
	{"java", "Java", "java", "Call.java", "java Call.java", true, double("")},
	{"csharp", "C#", "csharp", "Program.cs", "dotnet run", false, double("")},
	{"python", "Python", "python", "call.py", "python3 call.py", true, double("")},
	{"go", "Go", "go", "main.go", "go run .", true, double("")},
	{"javascript", "JavaScript", "javascript", "call.js", "", false, double("")},
	{"js-sdk", "JS SDK", "javascript", "call.js", "", false, double("")},
	{"ruby", "Ruby", "ruby", "call.rb", "ruby call.rb", true, php},
	{"swift", "Swift", "swift", "call.swift", "swift call.swift", false, double("")},
	{"objective-c", "Objective-C", "objectivec", "call.m", "clang -fobjc-arc -framework Foundation call.m && ./a.out",
		false, double("")},
	{"c", "C", "c", "call.c", "cc call.c -lcurl && ./a.out", true, double("?")},
	{"cpp", "C++", "cpp", "call.cpp", "c++ -std=c++17 call.cpp -lcurl && ./a.out", true, double("?")},
	{"nodejs", "Node.js", "javascript", "call.mjs", "node call.mjs", true, double("")},
	{"kotlin", "Kotlin", "kotlin", "Call.kt", "kotlinc Call.kt -include-runtime -d call.jar && java -jar call.jar", false,
		double("$")},
	{"rust", "Rust", "rust", "src/main.rs", "cargo run", false, double("")},
	{"r", "R", "r", "call.R", "Rscript call.R", true, double("")},
	{"matlab", "MATLAB", "matlab", "call.m", "matlab -batch call", false, matlab},
}

// Tried are the operations whose samples are run: all that differ in how they are sent, by method, by text that must be
// encoded, by quotes, and the most used of the rest.
var Tried = []string{
	"cat_get", "custom", "item_fee", "item_get", "item_password", "item_review", "item_search", "item_search_img",
	"seller_info",
	"upload_img",
}

// TriedOpen are the operations of the open platform whose samples are run: objects and lists among the arguments, and
// with and without a session.
var TriedOpen = []string{
	"alibaba.createOrder.preview", "alibaba.logistics.OpQueryLogisticCompanyList", "alibaba.trade.getBuyerOrderList",
	"product.freight.estimate", "product.search.topKeyword",
}
