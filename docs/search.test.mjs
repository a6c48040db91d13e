// Types what people type into the search of the built site, with the network cut. docs/searches.json has what they
// type and the pages that they want, of which one must be among the first three.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { chromium } from "playwright-core";

const { ALI1688_SITE_URL: base, ALI1688_CHROMIUM: executablePath } = process.env;
const searches = JSON.parse(readFileSync(new URL("searches.json", import.meta.url)));

test("the search finds what people type", async () => {
  const browser = await chromium.launch({ executablePath, args: ["--headless", "--no-sandbox", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"] });
  const missed = [];
  for (const lang of ["en", "zh-CN"]) {
    const page = await browser.newPage();
    page.setDefaultTimeout(300_000); // a guard, however busy the machine is
    await page.goto(base + lang + "/index.html");
    for (const [, text, wanted] of searches.filter(([of]) => of === lang)) {
      await page.fill("#search", "");
      await page.waitForSelector("#found", { state: "hidden" });
      await page.fill("#search", text);
      await page.waitForSelector("#found [role=option]");
      const found = await page.locator("#found a").evaluateAll((links) => links.slice(0, 3).map((a) => a.getAttribute("href")));
      if (!found.some((href) => wanted.split("|").some((part) => href.includes(part)))) missed.push(`${lang}: ${text} finds ${found.join(", ")}, not ${wanted}`);
    }
  }
  await browser.close();
  assert.deepEqual(missed, []);
});
