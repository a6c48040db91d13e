// Looks at the mock's page in Chromium. ALI1688_MOCK is a mock with one unpaid order and one request; ALI1688_SHOTS is where pictures go.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { chromium } from "playwright-core";

const { ALI1688_MOCK: base, ALI1688_SHOTS: shots, ALI1688_CHROMIUM: executablePath } = process.env;
const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

let browser;
before(async () => { browser = await chromium.launch({ executablePath, args: ["--headless", "--no-sandbox", "--disable-gpu"] }); });
after(() => browser?.close());

async function open(lang, colorScheme) {
  const context = await browser.newContext({ locale: lang, colorScheme, viewport: { width: 390, height: 844 }, bypassCSP: false });
  context.setDefaultTimeout(300_000); // a guard, however busy the machine is
  const page = await context.newPage();
  page.faults = [];
  page.on("console", (m) => { if (m.type() === "error") page.faults.push(m.text()); });
  page.on("pageerror", (e) => page.faults.push(e.message));
  await page.goto(base + "/__admin/");
  await page.waitForSelector("#requests article");
  return page;
}

async function check(page, name) {
  if (shots) await page.screenshot({ path: `${shots}/admin-${name}.png` });
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth) <= 390, "it fits a phone");
  assert.deepEqual(page.faults, []);
}

test("an order is paid and a fault is set, in English", async () => {
  const page = await open("en-US", "light");
  assert.match(await page.textContent("#requests"), /item_get/);
  assert.match(await page.textContent("#requests"), /secret=REDACTED/);
  await page.click("[data-act=pay]");
  await page.waitForSelector("[data-act=ship]");
  assert.match(await page.textContent("#orders"), /waiting for shipment/);
  await page.selectOption("[name=fault]", "silence");
  await page.selectOption("[name=via]", "direct");
  await page.fill("[name=percent]", "50");
  await page.click("#fault button");
  await page.waitForSelector("#rules li");
  assert.deepEqual(JSON.parse(await page.textContent("#rules code")), { fault: "silence", via: "direct", percent: 50 });
  await page.reload();
  await page.selectOption("[name=fault]", "code-4013");
  await page.fill("[name=api]", "item_get");
  await page.click("#fault button");
  await page.waitForSelector("#rules li:nth-child(2)");
  await check(page, "en");
  await page.click("[data-remove=silence]");
  await page.waitForSelector("#rules li:nth-child(2)", { state: "detached" });
  assert.match(await page.textContent("#rules"), /code-4013/);
  const response = await fetch(base + "/1688/item_get/?key=k&secret=s&num_iid=639741530227");
  assert.match(await response.text(), /"4013"/);
  await page.click("#clear");
  await page.waitForSelector("#rules li", { state: "detached" });
});

test("it speaks Chinese, and switches", async () => {
  const page = await open("zh-CN", "dark");
  assert.equal(await page.textContent("h2"), "订单");
  assert.equal(await page.textContent("[data-state]"), "等待卖家发货");
  assert.equal(await page.getAttribute("[data-state]", "title"), "waitsellersend");
  await check(page, "zh");
  await page.click("nav a[lang=en]");
  await page.waitForSelector("h2:text('Orders')");
});

test("axe finds no fault", async () => {
  for (const theme of ["light", "dark"]) {
    const context = await browser.newContext({ colorScheme: theme, bypassCSP: true });
    context.setDefaultTimeout(300_000);
    const page = await context.newPage();
    await page.goto(base + "/__admin/");
    await page.waitForSelector("#requests article");
    await page.addScriptTag({ path: axe });
    const { violations } = await page.evaluate(() => window.axe.run());
    assert.deepEqual(violations.map((v) => v.id + ": " + v.nodes.map((n) => n.html).join()), [], theme);
  }
});
