# The mock as an image with one static binary and the certificates that `call` and `record` need, run by nobody.
FROM --platform=$BUILDPLATFORM golang:1.26 AS build
ARG TARGETOS TARGETARCH RELEASE
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 GOOS=$TARGETOS GOARCH=$TARGETARCH \
  go build -trimpath -ldflags="-s -X main.release=$RELEASE" -tags lean -o /ali1688 ./cmd/ali1688
RUN go run ./internal/cmd/licences /LICENCES.txt lean

FROM scratch
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/
COPY --from=build /src/LICENSE /LICENCES.txt /
COPY --from=build /ali1688 /ali1688
USER 65534:65534
EXPOSE 1688
ENTRYPOINT ["/ali1688", "mock", "--listen", "0.0.0.0:1688"]
