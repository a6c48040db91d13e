// Looks at the built site in Chromium, with the network cut to everything but the mock that serves it.
// ALI1688_SITE is the folder of the site, ALI1688_SITE_URL where the mock has it, ALI1688_SHOTS where pictures go.
import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { mkdirSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { after, before, test } from "node:test";
import { chromium } from "playwright-core";

const { ALI1688_SITE: folder, ALI1688_SITE_URL: base, ALI1688_SHOTS: shots, ALI1688_CHROMIUM: executablePath } = process.env;
const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const pages = readdirSync(folder, { recursive: true }).filter((f) => f.endsWith(".html")).sort();
const isReference = (path) => path.endsWith("reference.html");

// Pages of operations and messages come from one template each: beside those named here, every fortieth is looked at,
// and all of them with ALI1688_PAGES=all.
const named = /\/(item_get|item_search|upload_img|custom|alibaba\.createOrder\.preview|getToken|product\.freight\.estimate)\.html$/;
const generated = pages.filter((p) => /^[^/]+\/[^/]+\//.test(p) && !isReference(p));
const chosen = pages.filter((p) => process.env.ALI1688_PAGES === "all" || !generated.includes(p) || named.test(p) || generated.indexOf(p) % 40 === 0);

let browser;
before(async () => {
  if (shots) mkdirSync(shots, { recursive: true });
  browser = await chromium.launch({
    executablePath,
    args: [
      "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
      "--disable-component-update", "--disable-sync", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    ],
  });
});
after(() => browser?.close());

// open gives a page that remembers what went wrong on it, and what it asked of other hosts.
async function open(path, { width = 1280, theme = "light", at = base } = {}) {
  const context = await browser.newContext({ viewport: { width, height: 844 }, colorScheme: theme, reducedMotion: "reduce" });
  context.setDefaultTimeout(300_000); // a guard, however busy the machine is
  const page = await context.newPage();
  page.faults = [];
  page.on("console", (m) => { if (m.type() === "error") page.faults.push("console: " + m.text()); });
  page.on("pageerror", (e) => page.faults.push("error: " + e.message));
  page.on("request", (r) => {
    const url = new URL(r.url());
    if (/^http/.test(url.protocol) && url.origin !== new URL(base).origin) page.faults.push("request: " + url.origin);
  });
  await visit(page, path, at);
  return page;
}

async function visit(page, path, at = base) {
  await page.goto(at + path);
  if (isReference(path)) await page.waitForSelector(".references-rendered h1");
}

const done = (page) => page.context().close();
const shoot = async (page, name) => { if (shots) await page.screenshot({ path: `${shots}/${name}.png` }); };

test("every page loads without an error, asks no other host, and fits a phone", async () => {
  const page = await open("index.html");
  for (const path of chosen) {
    await page.setViewportSize({ width: 1280, height: 844 });
    await visit(page, path);
    await page.setViewportSize({ width: 390, height: 844 });
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(width <= 390, `${path} is ${width} pixels wide on a phone`);
    assert.deepEqual(page.faults, [], path);
  }
  await done(page);
});

test("the pages work as files, too", async () => {
  const at = pathToFileURL(folder + "/").href;
  for (const path of ["index.html", "en/index.html", "zh-CN/gateway/item_get.html", "en/gateway/reference.html"]) {
    const page = await open(path, { at });
    assert.deepEqual(page.faults, [], path);
    assert.notEqual(await page.title(), "", path);
    if (!path.startsWith("index")) {
      await page.fill("#search", "item_fee");
      await page.waitForSelector("#found [role=option] a[href*=item_fee]");
    }
    await done(page);
  }
});

test("axe finds no serious fault", async () => {
  for (const [lang, theme] of [["en", "light"], ["zh-CN", "dark"]]) {
    const page = await open(lang + "/index.html", { theme });
    for (const path of chosen.filter((p) => p.startsWith(lang + "/"))) {
      await visit(page, path);
      await page.addScriptTag({ path: axe });
      // What Scalar draws is Scalar's; the page around it is ours.
      const { violations } = await page.evaluate((scope) => axe.run(scope), isReference(path) ? { exclude: [["#reference"]] } : "html");
      const serious = violations.filter((v) => v.impact === "serious" || v.impact === "critical");
      assert.deepEqual(serious.map((v) => `${v.id}: ${v.nodes.slice(0, 3).map((n) => n.html.slice(0, 120)).join(" … ")}`), [], `${path} ${theme}`);
    }
    await done(page);
  }
});

test("the search finds an operation by its English and its Chinese name, in both editions", async () => {
  for (const [lang, words] of [["en", ["item_search_img", "search offers by image", "按图搜索"]], ["zh-CN", ["item_search_img", "search by image", "按图搜索商品", "图搜"]]]) {
    for (const word of words) {
      const page = await open(lang + "/index.html");
      await page.keyboard.press("/");
      await page.keyboard.type(word);
      const options = page.locator("#found [role=option] a");
      await options.first().waitFor();
      if (word === "按图搜索") await shoot(page, "search-" + lang);
      const found = await options.evaluateAll((links) => links.slice(0, 3).map((a) => a.getAttribute("href")));
      const at = found.findIndex((href) => href.endsWith("/item_search_img.html"));
      assert.notEqual(at, -1, `${word} in ${lang} finds ${found}`); // the open platform searches by image, too
      for (let i = 0; i < at; i++) await page.keyboard.press("ArrowDown");
      await page.keyboard.press("Enter");
      await page.waitForURL(/item_search_img\.html$/);
      await done(page);
    }
  }
  const page = await open("en/index.html");
  await page.fill("#search", "nothingofthekind");
  assert.equal(await page.locator("#found [role=option]").innerText(), "Nothing found");
  await done(page);
});

test("the language switch stays on the page and at its place", async () => {
  const page = await open("en/gateway/item_get.html#members");
  await page.click(".language");
  await page.waitForURL(/zh-CN\/gateway\/item_get\.html#members$/);
  assert.equal(await page.getAttribute("html", "lang"), "zh-CN");
  await page.click(".language");
  await page.waitForURL(/en\/gateway\/item_get\.html#members$/);
  await done(page);
});

test("the theme is kept from page to page", async () => {
  const page = await open("en/index.html");
  await page.click(".theme");
  await page.click("text=Quick start");
  assert.equal(await page.getAttribute("html", "data-theme"), "dark");
  await done(page);
});

test("the menu opens on a phone and leads on", async () => {
  const page = await open("en/index.html", { width: 390 });
  await page.click(".menu");
  await shoot(page, "phone-menu");
  const top = await page.locator("#nav summary").first().boundingBox();
  assert.ok(top.y >= 56, `the menu begins at ${top.y}, under the header`);
  await page.click("#nav >> text=The mock");
  await page.waitForURL(/mock\.html$/);
  await done(page);
});

test("a call of the page gets the mock's answer", async () => {
  for (const [path, says] of [["en/gateway/item_get.html", /"num_iid": "610947572360"/], ["zh-CN/gateway/upload_img.html", /"error_code": "0000"/],
    ["zh-CN/openplatform/product.freight.estimate.html", /"freight"/]]) {
    const page = await open(path);
    await page.locator(".try button[type=submit]").first().click();
    await page.waitForSelector(".try .answer:not([hidden])");
    assert.match(await page.innerText(".try .answer"), says);
    assert.match(await page.innerText(".try .status"), /HTTP 200/);
    assert.deepEqual(page.faults, []);
    await page.locator(".send").first().scrollIntoViewIfNeeded();
    await shoot(page, "try-" + path.replaceAll("/", "-").replace(".html", ""));
    await done(page);
  }
});

// Forms are tried on the pages that are looked at; each signature is the one that Node.js makes of what was sent.
test("every form is answered untouched, with the bytes that came", async () => {
  const page = await open("index.html");
  const bare = (text) => (text.match(/"(?:\\.|[^"\\])*"|[^\s"]+/g) ?? []).join("");
  for (const path of chosen.filter((p) => p.startsWith("en/") && generated.includes(p))) {
    await visit(page, path);
    const forms = page.locator("form.try");
    for (let i = 0; i < await forms.count(); i++) {
      const form = forms.nth(i);
      await page.evaluate(() => document.querySelectorAll("details").forEach((d) => { d.open = true; }));
      const route = await form.getAttribute("data-path");
      await page.evaluate(() => fetch("/__admin/reset", { method: "POST" })); // the form before may have used the order up
      const answered = page.waitForResponse((r) => r.url().includes(route));
      await form.locator("button[type=submit]").click();
      const response = await answered;
      await form.locator(".answer:not([hidden])").waitFor();
      const body = await response.text();
      assert.equal(bare(await form.locator(".answer").innerText()), bare(body), path);
      assert.equal(response.status(), 200, path + body);
      assert.doesNotMatch(body, /"error_code":"(?!0000)|"(success|isSuccess)":"?false/, path);
      if (await form.getAttribute("data-sign") === null) continue;
      const fields = new URLSearchParams(response.request().postData());
      const signature = fields.get("_aop_signature");
      fields.delete("_aop_signature");
      const text = new URL(response.url()).pathname.replace("/openapi/", "") + [...fields].map(([n, v]) => n + v).sort().join("");
      assert.equal(signature, createHmac("sha1", "demo").update(text).digest("hex").toUpperCase(), path);
    }
    assert.deepEqual(page.faults, [], path);
  }
  assert.deepEqual(await page.evaluate(() => Object.values(localStorage).filter((v) => /demo/.test(v))), [], "no secret is kept");
  await done(page);
});

test("nothing is sent to a real host before the question is answered, nor in clear text at all", async () => {
  const page = await open("en/gateway/item_get.html");
  await page.fill("[name=__server]", "https://api-gw.onebound.cn");
  await page.click(".try button[type=submit]");
  await page.waitForSelector("dialog[open]");
  assert.match(await page.innerText("dialog"), /api-gw\.onebound\.cn/);
  await shoot(page, "ask");
  await page.keyboard.press("Enter"); // the button that has the focus is the one that sends nothing
  await page.waitForSelector("dialog[open]", { state: "detached" });
  await page.fill("[name=__server]", "http://api-gw.onebound.cn");
  await page.click(".try button[type=submit]");
  assert.match(await page.innerText(".try .status"), /https/);
  assert.deepEqual(page.faults, []);
  await page.fill("[name=__server]", "https://api-gw.onebound.cn");
  await page.click(".try button[type=submit]");
  await page.click("dialog .danger");
  await page.waitForFunction(() => /mock/.test(document.querySelector(".status").textContent));
  assert.ok(page.faults.includes("request: https://api-gw.onebound.cn"), "the call that was agreed to must be made");
  await done(page);
});

async function callFromReference(page, operation = "product/item_get") {
  await page.locator(`[id='api-1/tag/${operation}'] button:has-text('Test Request')`).click();
  await page.locator("button:has-text('Send')").first().click();
}

test("the reference calls the mock", async () => {
  for (const [document, tag, operation] of [["gateway", "product", "item_get"], ["openplatform", "logistics", "product.freight.estimate"]]) {
    const page = await open(`en/${document}/reference.html#operation/${operation}`);
    await callFromReference(page, tag + "/" + operation);
    await page.waitForSelector("text=/200 OK/");
    await shoot(page, "reference-call-" + document);
    assert.deepEqual(page.faults, []);
    await done(page);
  }
});

test("the reference sends what is required and nothing that nobody filled in", async () => {
  for (const [document, tag, operation, names] of [
    ["gateway", "product", "item_get", ["key", "num_iid", "secret"]],
    ["openplatform", "logistics", "product.freight.estimate", ["_aop_signature", "access_token", "productFreightQueryParamsNew"]],
    ["legacy", "product", "offer.get", ["_aop_signature", "access_token", "offerId", "returnFields"]],
  ]) {
    const page = await open(`en/${document}/reference.html#operation/${operation}`);
    const sent = page.waitForRequest((r) => r.url().includes("/" + operation + "/"));
    await callFromReference(page, tag + "/" + operation);
    const request = await sent;
    const all = [...new URL(request.url()).searchParams.keys(), ...new URLSearchParams(request.postData() ?? "").keys()];
    assert.deepEqual(all.sort(), names, operation);
    await done(page);
  }
});

test("the reference asks before it calls another host", async () => {
  const page = await open("en/index.html");
  // As if somebody had chosen the server of the gateway.
  await page.route("**/assets/reference.js", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: (await response.text()).replace("location.origin :", '"https://api-gw.onebound.cn" :') });
  });
  let asked = "";
  page.on("dialog", (dialog) => { asked = dialog.message(); return dialog.dismiss(); });
  await visit(page, "en/gateway/reference.html#operation/item_get");
  await callFromReference(page);
  await page.waitForTimeout(1500);
  assert.match(asked, /api-gw\.onebound\.cn/);
  assert.deepEqual(page.faults.filter((f) => f.startsWith("request:")), []);
  await done(page);
});

test("samples are tabs that a keyboard walks, and the choice is kept", async () => {
  const page = await open("en/gateway/item_get.html");
  await page.focus("#tab-curl");
  await page.keyboard.press("ArrowRight");
  assert.equal(await page.getAttribute("#tab-php", "aria-selected"), "true");
  await page.click("#tab-python");
  await page.goto(base + "zh-CN/gateway/item_search.html");
  assert.ok(await page.isVisible("#sample-python"));
  assert.ok(!await page.isVisible("#sample-curl"));
  await done(page);
});

test("the first thing a keyboard reaches skips to the text", async () => {
  const page = await open("zh-CN/errors.html");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.className), "skip");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  assert.ok(await page.evaluate(() => document.querySelector("main").contains(document.activeElement)), "the focus must be in the text");
  await done(page);
});

test("pictures and the time to the first paint", async (t) => {
  for (const [path, name, options] of [
    ["en/index.html", "home", {}], ["zh-CN/index.html", "home-zh-dark", { theme: "dark" }], ["en/gateway/item_get.html", "operation", {}],
    ["zh-CN/gateway/item_search.html", "operation-phone-zh", { width: 390 }], ["en/coverage.html", "coverage-dark", { theme: "dark" }],
    ["en/gateway/reference.html", "reference", {}], ["zh-CN/gateway/reference.html", "reference-zh-dark", { theme: "dark" }],
    ["zh-CN/errors.html", "errors-zh", {}], ["en/openplatform/alibaba.createOrder.preview.html", "open-platform", {}],
    ["zh-CN/openplatform/alibaba.trade.getBuyerOrderList.html", "open-platform-phone-zh", { width: 390 }],
  ]) {
    const page = await open(path, options);
    await shoot(page, name);
    const paint = await page.evaluate(() => new Promise((resolve) => new PerformanceObserver((list) => { // it may still be to come
      for (const entry of list.getEntriesByName("first-contentful-paint")) resolve(entry.startTime);
    }).observe({ type: "paint", buffered: true })));
    t.diagnostic(`first paint of ${path}: ${Math.round(paint)} ms`);
    await done(page);
  }
});
