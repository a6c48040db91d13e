// What the pages do beside being read: theme, menu, search, samples, calls. Without it everything can be read.
(function () {
  "use strict";
  const root = document.documentElement;
  const find = (selector, from = document) => from.querySelector(selector);
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const kept = (name) => { try { return localStorage.getItem("ali1688-" + name); } catch { return null; } };
  const keep = (name, value) => { try { localStorage.setItem("ali1688-" + name, value); } catch { /* kept for this page only */ } };

  keep("language", root.lang);

  // A language switch keeps the place on the page.
  const language = find(".language");
  language.addEventListener("click", () => { language.hash = location.hash; });

  // The menu shows the current page. scrollIntoView would do it, too, and the Tab key would then start in the menu.
  const current = find(".side [aria-current]"), side = find(".side");
  if (current) side.scrollTop += Math.max(0, current.getBoundingClientRect().bottom - side.getBoundingClientRect().bottom);

  const dark = () => root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  find(".theme").addEventListener("click", () => {
    root.dataset.theme = dark() ? "light" : "dark";
    keep("theme", root.dataset.theme);
    document.dispatchEvent(new CustomEvent("themechange"));
  });

  const menu = find(".menu");
  menu.addEventListener("click", () => {
    menu.setAttribute("aria-expanded", String(root.classList.toggle("open-nav")));
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && root.classList.contains("open-nav")) { menu.click(); menu.focus(); }
  });

  all("pre.code").forEach((pre) => {
    if (pre.classList.contains("answer")) return;
    const box = document.createElement("div");
    box.className = "codebox";
    pre.replaceWith(box);
    const copy = document.createElement("button");
    copy.className = "copy";
    copy.type = "button";
    copy.textContent = root.lang.startsWith("zh") ? "复制" : "Copy";
    copy.addEventListener("click", async () => {
      try { await navigator.clipboard.writeText(pre.innerText); copy.textContent = "✓"; } catch { copy.textContent = "✗"; }
      setTimeout(() => { copy.textContent = root.lang.startsWith("zh") ? "复制" : "Copy"; }, 1200);
    });
    box.append(pre, copy);
  });

  all("pre.code code[class]").forEach((code) => {
    if (window.hljs?.getLanguage(code.className.replace("language-", ""))) hljs.highlightElement(code);
  });

  const links = all(".toc a");
  if (links.length && "IntersectionObserver" in window) {
    const seen = new IntersectionObserver((entries) => {
      const at = entries.find((e) => e.isIntersecting);
      if (at) links.forEach((a) => a.classList.toggle("here", a.hash === "#" + at.target.id));
    }, { rootMargin: "-15% 0px -75% 0px" });
    links.forEach((a) => { const to = document.getElementById(a.hash.slice(1)); if (to) seen.observe(to); });
  }

  search(find("#search"), find("#found"));
  all(".samples").forEach(samples);
  all("form.try").forEach(attempt);
  all("form.finder").forEach(finder);

  // search shows what assets/search.js finds. That and the index are loaded when the search is first used.
  function search(input, list) {
    let chosen = -1;
    let loading = null;
    const script = (src) => new Promise((resolve) => {
      const element = document.createElement("script");
      element.src = src;
      element.onload = resolve;
      document.head.append(element);
    });
    const load = () => loading ??= Promise.all([script(input.dataset.index), script(input.dataset.search)])
      .then(() => window.ali1688Search(window.ali1688Index));
    const close = () => { list.hidden = true; chosen = -1; input.setAttribute("aria-expanded", "false"); input.removeAttribute("aria-activedescendant"); };
    const choose = (at) => {
      const options = all("[role=option]", list);
      if (!options.length) return;
      chosen = (at + options.length) % options.length;
      options.forEach((o, i) => o.setAttribute("aria-selected", String(i === chosen)));
      options[chosen].scrollIntoView({ block: "nearest" });
      input.setAttribute("aria-activedescendant", options[chosen].id);
    };
    const show = async () => {
      const text = input.value;
      if (!text.trim()) return close();
      const look = await load();
      const found = await look(text);
      if (text !== input.value) return;
      list.replaceChildren(...(found.length ? found.map(option) : [nothing()]));
      list.hidden = false;
      chosen = -1;
      input.setAttribute("aria-expanded", "true");
      if (found.length) choose(0);
    };
    const option = (entry, i) => {
      const item = document.createElement("li");
      item.id = "found-" + i;
      item.setAttribute("role", "option");
      const link = document.createElement("a");
      link.tabIndex = -1;
      link.href = input.dataset.base + entry.Path;
      link.append(entry.Title);
      if (entry.Sub && entry.Sub !== entry.Title) {
        const sub = document.createElement("small");
        sub.textContent = entry.Sub;
        link.append(sub);
      }
      item.append(link);
      return item;
    };
    const nothing = () => {
      const item = document.createElement("li");
      item.setAttribute("role", "option");
      item.setAttribute("aria-disabled", "true");
      item.className = "none";
      item.textContent = input.dataset.none;
      return item;
    };
    input.addEventListener("focus", load, { once: true });
    input.addEventListener("input", show);
    input.addEventListener("keydown", (event) => {
      if (event.isComposing) return;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") { event.preventDefault(); choose(chosen + (event.key === "ArrowDown" ? 1 : -1)); }
      if (event.key === "Enter") find('[aria-selected="true"] a', list)?.click();
      if (event.key === "Escape") { close(); input.blur(); }
    });
    document.addEventListener("click", (event) => { if (!event.target.closest(".search")) close(); });
    document.addEventListener("keydown", (event) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") { event.preventDefault(); input.focus(); return; }
      if (event.key === "/" && !/^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName) && !document.activeElement.isContentEditable) {
        event.preventDefault();
        input.focus();
      }
    });
  }

  // samples are tabs; the language that was chosen stays chosen on every page.
  function samples(box) {
    const tabs = all("[role=tab]", box);
    const show = (tab, focus) => {
      tabs.forEach((t) => {
        const on = t === tab;
        t.setAttribute("aria-selected", String(on));
        t.tabIndex = on ? 0 : -1;
        document.getElementById(t.getAttribute("aria-controls")).classList.toggle("rest", !on);
      });
      if (focus) tab.focus();
    };
    tabs.forEach((tab, i) => {
      tab.addEventListener("click", () => { show(tab); keep("sample", tab.dataset.language); });
      tab.addEventListener("keydown", (event) => {
        const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
        const end = { Home: 0, End: tabs.length - 1 }[event.key];
        if (end !== undefined) { event.preventDefault(); return show(tabs[end], true); }
        if (step) show(tabs[(i + step + tabs.length) % tabs.length], true);
      });
    });
    const before = tabs.find((t) => t.dataset.language === kept("sample"));
    if (before) show(before);
  }

  // attempt makes a call from the page: to the mock beside it, and to a real host only after a question.
  function attempt(form) {
    const server = form.elements.__server;
    server.value = /^http/.test(location.protocol) ? location.origin : "http://127.0.0.1:1688";
    const status = find(".status", form);
    const answer = find(".answer", form);
    const ask = form.nextElementSibling;
    const say = (text) => { status.textContent = text; };
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const base = new URL(server.value);
      if (!window.ali1688Near(base)) {
        if (base.protocol !== "https:") return say(form.dataset.https);
        if (!await agreed(ask, form.dataset.ask.replace("{host}", base.host))) return say("");
      }
      const query = new URLSearchParams();
      const body = new URLSearchParams();
      all("input[name], textarea[name]", form).forEach((input) => {
        if (input.name.startsWith("__") || !input.value) return;
        ("form" in input.dataset ? body : query).set(input.name, input.value);
      });
      const path = form.dataset.path + (form.elements.__key?.value ?? "");
      say("…");
      try {
        if ("sign" in form.dataset) body.set("_aop_signature", await signature(path.replace("/openapi/", ""), body, form.elements.__secret.value));
        const start = performance.now();
        const response = await fetch(base.origin + path + (query.size ? "?" + query : ""), { method: form.dataset.method, body: form.dataset.method === "POST" ? body : undefined, referrerPolicy: "no-referrer" });
        const text = await response.text();
        say("HTTP " + response.status + " · " + Math.round(performance.now() - start) + " ms");
        find("code", answer).innerHTML = window.hljs ? hljs.highlight(pretty(text), { language: "json" }).value : "";
        if (!window.hljs) find("code", answer).textContent = pretty(text);
        answer.hidden = false;
      } catch {
        say(form.dataset.down);
      }
    });
  }

  // signature is the open platform's: an HMAC of the path and of all names and values, sorted. The secret stays here.
  async function signature(path, fields, secret) {
    const text = path + [...fields].map(([name, value]) => name + value).sort().join("");
    const bytes = (s) => new TextEncoder().encode(s);
    const key = await crypto.subtle.importKey("raw", bytes(secret), { name: "HMAC", hash: "SHA-1" }, false, ["sign"]);
    const mac = new Uint8Array(await crypto.subtle.sign("HMAC", key, bytes(text)));
    return [...mac].map((b) => b.toString(16).padStart(2, "0")).join("").toUpperCase();
  }

  // finder shows the rows of the table that belong to what was pasted: a part of a row, or a text that has a row's code
  // or message in it. The best row is first.
  function finder(form) {
    const body = find(".refusals tbody");
    const rows = all("tr", body).map((row) => ({ row, text: row.textContent.toLowerCase(), phrases: row.dataset.phrases.toLowerCase().split("\n") }));
    const bare = (text) => text.replace(/\[[^\]]*\]|%s|\d{6,}/g, " ").replace(/\s+/g, " ").trim();
    const within = (pasted, phrase) => {
      const at = pasted.indexOf(phrase);
      if (phrase.length < 3 || at < 0) return 0;
      const whole = !/[a-z0-9_]/.test(pasted[at - 1] ?? "") && !/[a-z0-9_]/.test(pasted[at + phrase.length] ?? "") || /[^\x00-\x7f]/.test(phrase);
      return whole ? phrase.length : 0;
    };
    const score = ({ text, phrases }, pasted) => Math.max(text.includes(pasted) ? pasted.length : 0,
      ...phrases.map((phrase) => Math.max(within(pasted, phrase), within(bare(pasted), bare(phrase)))));
    const input = find("textarea", form);
    form.hidden = false;
    form.addEventListener("submit", (event) => event.preventDefault());
    const show = () => {
      const pasted = input.value.trim().toLowerCase();
      const ranked = rows.map((r) => [r, pasted ? score(r, pasted) : 1]).sort((a, b) => b[1] - a[1]);
      ranked.forEach(([r, n]) => { r.row.hidden = n === 0; });
      body.append(...ranked.map(([r]) => r.row));
      find("output", form).textContent = pasted ? form.dataset.count.replace("{n}", ranked.filter(([, n]) => n > 0).length) : "";
    };
    input.addEventListener("input", show);
    const given = new URLSearchParams(location.search).get("q");
    if (given) { input.value = given; show(); }
  }

  // pretty indents JSON without reading its numbers: a number of JavaScript holds no id of 18 digits.
  function pretty(text) {
    try { JSON.parse(text); } catch { return text; }
    const tokens = text.match(/"(?:\\.|[^"\\])*"|[{}[\],:]|[^\s{}[\],:"]+/g) ?? [];
    let depth = 0;
    const line = () => "\n" + "  ".repeat(depth);
    return tokens.map((token, i) => {
      const empty = /^[{[]$/.test(tokens[i - 1]) && /^[}\]]$/.test(token);
      if (/^[{[]$/.test(token)) { depth++; return /^[}\]]$/.test(tokens[i + 1]) ? token : token + line(); }
      if (/^[}\]]$/.test(token)) { depth--; return empty ? token : line() + token; }
      return token === "," ? token + line() : token === ":" ? ": " : token;
    }).join("");
  }

  function agreed(dialog, text) {
    find("p", dialog).textContent = text;
    dialog.returnValue = "";
    dialog.showModal();
    return new Promise((resolve) => {
      const closed = (event) => {
        if (event.type === "click" && event.target.tagName !== "BUTTON") return;
        dialog.removeEventListener("click", closed);
        dialog.removeEventListener("close", closed);
        if (dialog.open) dialog.close();
        resolve(event.type === "click" && event.target.value === "yes");
      };
      dialog.addEventListener("click", closed);
      dialog.addEventListener("close", closed);
    });
  }
})();

// ali1688Near says whether a server is on this machine or the one that the page came from, so that no secret leaves.
window.ali1688Near = (url) => url.origin === location.origin || /^(localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname);
