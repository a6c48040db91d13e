# The mock gateway as an image with nothing but its one static binary.
FROM golang:1.26 AS build
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 go build -trimpath -ldflags=-s -tags lean -o /ali1688 ./cmd/ali1688

FROM scratch
COPY --from=build /ali1688 /ali1688
EXPOSE 1688
ENTRYPOINT ["/ali1688", "mock", "--listen", "0.0.0.0:1688"]
