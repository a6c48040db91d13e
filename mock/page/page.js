"use strict";
(() => {
  const zh = document.documentElement.lang === "zh-CN";
  const texts = {
    orders: ["Orders", "订单"], faults: ["Faults", "故障"], requests: ["Requests", "请求"], fault: ["Fault", "故障"], api: ["Operation (empty: all)", "接口（留空为全部）"],
    times: ["Times", "次数"], set: ["Set", "设置"], clear: ["Clear all", "全部清除"], none: ["None yet.", "暂无。"], pay: ["Pay", "付款"], ship: ["Ship", "发货"], rate: ["Rate", "评价"],
    agree: ["Agree to refund", "同意退款"], refuse: ["Refuse refund", "拒绝退款"], "take-back": ["Take goods back", "确认收到退货"], refund: ["Refund", "退款"],
    deviates: ["Deviates from the document", "与文档不一致"], down: ["The mock does not answer.", "模拟服务无响应。"],
  };
  const text = (name) => (texts[name] || [name, name])[zh ? 1 : 0];
  const find = (selector) => document.querySelector(selector);
  const make = (tag, content, ...children) => {
    const node = document.createElement(tag);
    if (content) node.textContent = content;
    node.append(...children);
    return node;
  };
  document.querySelectorAll("[data-text]").forEach((node) => { node.textContent = text(node.dataset.text); });

  const say = (message) => { find("#status").textContent = message; };
  async function send(method, path, body) {
    const response = await fetch(path, { method, body });
    say(response.ok ? "" : await response.text());
    await refresh();
  }
  const act = (path, name) => {
    const button = make("button", text(name));
    button.dataset.act = name;
    button.addEventListener("click", () => send("POST", path + "/" + name));
    return button;
  };

  function showOrder(order) {
    const buttons = make("p", "", ...(order.acts || []).map((name) => act("orders/" + order.id, name)));
    const refunds = (order.refunds || []).map((refund) =>
      make("p", text("refund") + " " + refund.id + " · " + refund.status + " ", ...(refund.acts || []).map((name) => act("refunds/" + refund.id, name))));
    return make("article", "", make("p", order.id + " · " + order.status + " · ¥" + order.amount), make("p", order.seller + ": " + order.goods.join("; ")), buttons, ...refunds);
  }

  function showRequest(request) {
    const values = Object.entries({ ...request.Query, ...request.Form }).map(([name, value]) => name + "=" + value[0]).join("  ");
    const deviations = (request.Deviations || []).map((d) => make("p", text("deviates") + ": " + d.Text));
    return make("article", "", make("p", request.Method + " " + request.Platform + " " + request.API), make("code", values), ...deviations);
  }

  // Only what changed is written, so that a focused button stays.
  const shown = {};
  function fill(id, rows, show) {
    const state = JSON.stringify(rows);
    if (shown[id] === state) return;
    shown[id] = state;
    find(id).replaceChildren(...(rows.length ? rows.map(show) : [make("p", text("none"))]));
  }

  const load = async (path) => (await fetch(path)).json();
  async function refresh() {
    const [orders, faults, requests] = await Promise.all([load("orders"), load("faults"), load("requests?last=50")]);
    fill("#orders", orders, showOrder);
    fill("#requests", requests.reverse(), showRequest);
    const rules = faults.rules.map((rule) => make("li", "", make("code", JSON.stringify(rule))));
    find("#rules").replaceChildren(...rules);
    const choice = find("select");
    if (!choice.length) Object.keys(faults.faults).sort().forEach((name) => choice.append(make("option", name)));
  }

  find("#fault").addEventListener("submit", (event) => {
    event.preventDefault();
    const rule = {};
    new FormData(event.target).forEach((value, name) => { if (value) rule[name] = name === "times" ? Number(value) : value; });
    send("POST", "faults", JSON.stringify(rule));
  });
  find("#clear").addEventListener("click", () => send("DELETE", "faults"));

  async function poll() {
    try { if (!document.hidden) await refresh(); } catch { say(text("down")); }
    setTimeout(poll, 2000);
  }
  poll();
})();
