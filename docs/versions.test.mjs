// Looks at the list of versions in Chromium. ALI1688_SITE_URL is the address of the site of version 1.0.0, which was
// built when there was no newer one; the folder above it lists 1.1.0, too.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { chromium } from "playwright-core";

const { ALI1688_SITE_URL: base, ALI1688_CHROMIUM: executablePath } = process.env;
const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

let browser;
before(async () => {
  browser = await chromium.launch({
    executablePath,
    args: ["--headless", "--no-sandbox", "--disable-gpu", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"],
  });
});
after(() => browser?.close());

for (const [path, words] of [["en/values.html", "There is a newer version: 1.1.0"], ["zh-CN/gateway/item_get.html", "已有新版本： 1.1.0"]]) {
  test(`${path} of an old version lists a newer one`, async () => {
    const page = await (await browser.newContext({ reducedMotion: "reduce" })).newPage();
    page.setDefaultTimeout(300_000);
    const faults = [];
    page.on("console", (m) => { if (m.type() === "error") faults.push(m.text()); });
    page.on("pageerror", (e) => faults.push(String(e)));
    await page.goto(base + path);
    await page.waitForSelector(".newer");
    assert.equal(await page.locator(".newer").innerText(), words);
    await page.locator(".versions summary").click();
    const links = await page.locator(".versions a").evaluateAll((all) => all.map((a) => [a.textContent, a.href, a.ariaCurrent]));
    const lang = path.split("/")[0];
    const at = (version) => new URL(`../${version}/${lang}/index.html`, base).href;
    assert.deepEqual(links, [["1.1.0", at("1.1.0"), null], ["1.0.0", at("1.0.0"), "true"]]);
    await page.addScriptTag({ path: axe });
    const found = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }).then((r) =>
      r.violations.filter((v) => ["serious", "critical"].includes(v.impact)).map((v) => `${v.id}: ${v.nodes[0].html}`)));
    assert.deepEqual(found, []);
    assert.deepEqual(faults, []);
    if (process.env.ALI1688_SHOTS) await page.screenshot({ path: `${process.env.ALI1688_SHOTS}/versions-${lang}.png` });
  });
}
