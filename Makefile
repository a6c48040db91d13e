# Everything one does here has a target; `make help` lists them. CI calls the same ones.

.DEFAULT_GOAL := help
GO ?= go

.PHONY: help
help: ## list the targets
	@awk -F':.*## ' '/^[a-z-]+:.*## /{printf "  %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.PHONY: run
run: generate ## the whole loop without an account: regenerate, call every operation on the mock, check every response
	@$(GO) run ./internal/cmd/tour

# Targets that measure keep their numbers in this file, and the front pages quote it.
MEASURED := $(CURDIR)/docs/measured.json

.PHONY: readme
readme: ## write into the front pages what is quick to measure: operations, examples of the mock, the score of the checker
	ALI1688_MEASURED=$(MEASURED) $(GO) run ./internal/cmd/tour
	ALI1688_MEASURED=$(MEASURED) $(GO) test -count=1 -run TestMutationScore ./conformance
	ALI1688_MEASURED=$(MEASURED) $(GO) test -count=1 -run TestModuleOfAUser ./internal/test/usermodule
	$(GO) run ./internal/cmd/readme

# The time limits are for a busy machine: go test's own is 10 minutes for a package, however many others run.
TIMEOUT ?= 40m

.PHONY: test
test: ## run all tests; those that need PHP, Node, Chromium and other programs say so when they are skipped
	@skips=$$(mktemp); ALI1688_SKIPS=$$skips $(GO) test -timeout $(TIMEOUT) $(TESTFLAGS) ./...; status=$$?; cat $$skips; rm $$skips; exit $$status

.PHONY: race
race: ## run the tests of what runs at once under the race detector (needs cgo)
	$(GO) test -timeout $(TIMEOUT) -race . ./apiclient ./internal/batch ./redisstore ./fleet ./openplatform ./transport ./record ./mock/... ./internal/livecheck ./internal/cmd/live

.PHONY: generate
generate: ## make the bundles and the bindings from the documents
	$(GO) run ./internal/cmd/generate

.PHONY: lint
lint: ## format, vet for three systems, the rules of the documents, stale texts and generated files, tools of others
	@unformatted=$$(git ls-files '*.go' | grep -v '\.gen\.go$$' | xargs gofmt -l); \
	if [ -n "$$unformatted" ]; then echo "not formatted: $$unformatted: run gofmt -w on them"; exit 1; fi
	$(GO) vet ./...
	GOOS=windows $(GO) vet ./...
	GOOS=darwin $(GO) vet ./...
	$(GO) run ./internal/cmd/lint
	$(GO) run ./internal/cmd/translate
	$(GO) run ./internal/cmd/generate -check
	@if command -v golangci-lint >/dev/null; then golangci-lint run; \
	else echo "SKIPPED: golangci-lint is not installed (v2, see .golangci.yml)" >&2; \
	  case ",$$ALI1688_REQUIRE," in *,golangci-lint,*) exit 1 ;; esac; fi
	@internal/foreigntools/check

.PHONY: upgrade
upgrade: ## after the API changed: patch the documents from recordings (FROM=path), generate, compare with the last tag (or SINCE), draft the changelog, test; stops where you must decide
	@$(GO) run ./internal/cmd/upgrade $(if $(SINCE),-since $(SINCE)) $(if $(FROM),-from $(FROM))

.PHONY: bench
bench: mockbench mcpbench site-size buildcost stackbench checkbench ## measure decoding, encoding, checking, the mock, the site and what a client costs, in one run; write it into the front pages
	$(GO) test -timeout $(TIMEOUT) -run "^$$" -bench . -benchmem ./loose ./phpwire ./conformance | \
	  ALI1688_MEASURED=$(MEASURED) $(GO) run ./internal/cmd/readme -bench

.PHONY: stackbench
stackbench: ## a call through every option beside the generated client, the memory of a request under way, and the page on size
	$(GO) test -timeout $(TIMEOUT) -run "^$$" -bench "Stack|Workers" -benchmem . | \
	  ALI1688_MEASURED=$(MEASURED) $(GO) run ./internal/cmd/readme -bench

.PHONY: checkbench
checkbench: ## the checker and ali1688 check beside ajv and kin-openapi, megabytes a second on one core
	ALI1688_MEASURED=$(MEASURED) $(GO) run ./internal/cmd/checkbench
	$(GO) run ./internal/cmd/readme

.PHONY: capacity
capacity: ## what a number of offers a day takes; ARGS="-offers 1e6 -latency 800ms" for numbers of one's own
	@$(GO) run ./internal/cmd/capacity $(ARGS)

.PHONY: buildcost
buildcost: ## what a program costs to build that uses a client, beside net/http alone
	@ALI1688_MEASURED=$(MEASURED) $(GO) run ./internal/cmd/buildcost

.PHONY: measure
measure: ## count the hand-written code, a row a package; AGAINST=revision compares the totals
	@$(GO) run ./internal/cmd/measure $(if $(AGAINST),-against $(AGAINST))

.PHONY: mutation
MUTANTS ?= 150
PKG ?= ./loose ./phpwire ./transport ./conformance ./record ./openplatform ./mock/orders ./internal/change
mutation: ## plant mistakes in PKG, MUTANTS a package, and print those that no test of the package notices
	$(GO) run ./internal/cmd/mutate -n $(MUTANTS) -least 80 $(PKG)

SITE ?= site
.PHONY: docs
docs: docs/node_modules/.package-lock.json ## build the documentation site into site/ (needs npm; SITE=folder for another place)
	$(GO) run ./cmd/ali1688 docs --out $(SITE)

docs/node_modules/.package-lock.json: docs/package-lock.json
	npm ci --prefix docs --no-audit --no-fund --ignore-scripts

.PHONY: site-archive
site-archive: docs ## pack the site for the binaries of a release, which embed it (build tag site)
	$(GO) run ./internal/cmd/packsite $(SITE) internal/embeddedsite/site.zip

.PHONY: licences
licences: ## write the licences of all modules in the command into LICENCES.txt, which archives and the image carry
	$(GO) run ./internal/cmd/licences LICENCES.txt

GORELEASER ?= $(GO) run github.com/goreleaser/goreleaser/v2@v2.15.1
.PHONY: release-snapshot
release-snapshot: ## build everything that a release has into dist/, and publish nothing (GORELEASER=goreleaser for an installed one)
	$(GORELEASER) release --snapshot --clean

.PHONY: release
release: ## publish the tag of this commit as a draft release (needs GITHUB_TOKEN)
	$(GORELEASER) release --clean

.PHONY: docs-test
docs-test: docs ## look at the site in Chromium; pictures land in site-pictures/
	ALI1688_REQUIRE=$${ALI1688_REQUIRE:-chromium,node} ALI1688_PAGES=all ALI1688_SHOTS=$(CURDIR)/site-pictures $(GO) test -timeout $(TIMEOUT) -count=1 -v -run 'InChromium$$' ./internal/site

.PHONY: site-size
site-size: docs
	@du -sh --apparent-size $(SITE) $(SITE)/assets/scalar.js
	@$(GO) test -count=1 -v -run TestFirstPaint ./internal/site | grep -E 'first paint|SKIPPED|FAIL|^ok'

.PHONY: live
live: ## call the real gateway, and the reads of the open platform, once an operation (paid; needs ALI1688_KEY, ALI1688_SECRET and ARGS=--yes or --budget N)
	@$(GO) run ./internal/cmd/live $(ARGS)

FUZZTIME ?= 10s
.PHONY: fuzz
fuzz: ## run every fuzz target for FUZZTIME
	@internal/foreigntools/fuzz $(FUZZTIME)

.PHONY: outside
outside: internal/foreigntools/outside/node_modules/.package-lock.json ## run programs of others on the documents, send what their clients make to the mock, write the table into the front page (ARGS="-only hey -on gateway")
	ALI1688_MEASURED=$(MEASURED) $(GO) run ./internal/cmd/outside $(ARGS)
	$(GO) run ./internal/cmd/readme

internal/foreigntools/outside/node_modules/.package-lock.json: internal/foreigntools/outside/package-lock.json
	npm ci --prefix internal/foreigntools --no-audit --no-fund --ignore-scripts
	npm ci --prefix internal/foreigntools/outside --no-audit --no-fund --ignore-scripts

.PHONY: soak
soak: ## ten million distinct ids and a thousand connections for a minute on the mock
	ALI1688_SOAK=1 $(GO) test -timeout 30m -run Soak -v ./mock

.PHONY: mockbench
mockbench: ## the mock beside Prism, stripe-mock and bare net/http, in one run
	@dir=$$(mktemp -d) && GOBIN=$$dir $(GO) install github.com/stripe/stripe-mock@v0.203.0; \
	ALI1688_MEASURED=$(MEASURED) $(GO) run ./internal/cmd/mockbench -stripe $$dir/stripe-mock

.PHONY: mcpbench
mcpbench: ## the server for assistants from its start to the first result, beside a bare server of its SDK, and its size
	ALI1688_MEASURED=$(MEASURED) $(GO) run ./internal/cmd/mcpbench
