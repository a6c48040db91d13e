// Calls the gateway as the Node sample of the provider's pages does: a POST with everything in the URL and an empty body.
const query = new URLSearchParams({ key: "<key>", secret: "<secret>", num_iid: "610947572360", lang: "zh-CN" });
const response = await fetch(`${process.argv[2]}/1688/item_get/?${query}`, { method: "POST", body: "" });
const answer = await response.json();
if (answer.error_code !== "0000") {
  console.error("failed:", answer.reason);
  process.exit(1);
}
console.log(answer.item.num_iid, answer.item.title);
