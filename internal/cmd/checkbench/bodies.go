package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strconv"

	"github.com/go-ali1688/ali1688/evidence"
	"github.com/go-ali1688/ali1688/mock"
)

// body is a response, as the wire has it.
type body struct {
	api  string
	text []byte
}

// loadBodies returns the bodies that are measured. None of them has a finding.
func loadBodies() ([]body, error) {
	recorded, err := evidence.FS.ReadFile("recordings/item_get/01-639741530227-lang-ko-2021.json")
	if err != nil {
		return nil, err
	}
	var compact bytes.Buffer
	if err := json.Compact(&compact, recorded); err != nil {
		return nil, err
	}
	found, err := search()
	return []body{{"item_get", compact.Bytes()}, {"item_search", found}}, err
}

// pages is the number of pages of the mock whose offers are put on one: 1,000 offers, some 400 KB.
const pages = 20

// search returns a large page of item_search.
func search() ([]byte, error) {
	first, rows, err := searchPage(1)
	if err != nil {
		return nil, err
	}
	all := slices.Clone(rows[:len(rows)-1])
	for number := 2; number <= pages; number++ {
		_, more, err := searchPage(number)
		if err != nil {
			return nil, err
		}
		all = append(append(all, ','), more[1:len(more)-1]...)
	}
	return bytes.Replace(first, rows, append(all, ']'), 1), nil
}

// searchPage returns a page of the mock, and the list of offers in it.
func searchPage(number int) (text, rows []byte, err error) {
	client := &http.Client{Transport: mock.Transport()}
	address := "http://mock/1688/item_search/?key=k&secret=s&q=%E5%A5%B3%E8%A3%85&page_size=50&page="
	rsp, err := client.Get(address + strconv.Itoa(number))
	if err != nil {
		return nil, nil, err
	}
	defer func() { _ = rsp.Body.Close() }()
	if text, err = io.ReadAll(rsp.Body); err != nil {
		return nil, nil, err
	}
	var page struct {
		Items struct {
			Item json.RawMessage `json:"item"`
		} `json:"items"`
	}
	if err = json.Unmarshal(text, &page); err == nil && len(page.Items.Item) < len("[{}]") {
		err = fmt.Errorf("page %d of item_search is empty: %.200s", number, text)
	}
	return text, page.Items.Item, err
}
