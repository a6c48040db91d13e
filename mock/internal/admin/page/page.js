"use strict";
(() => {
  const zh = document.documentElement.lang === "zh-CN";
  const texts = {
    orders: ["Orders", "订单"], faults: ["Faults", "故障"], requests: ["Requests", "请求"], messages: ["Messages", "消息"], confirmed: ["confirmed", "已确认"], waiting: ["not confirmed", "未确认"], attempts: ["attempts", "发送次数"], again: ["Send again", "重新发送"], fault: ["Fault", "故障"], api: ["Operation (empty: all)", "接口（留空为全部）"],
    via: ["Route", "调用方式"], either: ["either", "全部"], direct: ["direct", "直连"], custom: ["through custom", "经 custom"], percent: ["Percent", "百分比"],
    times: ["Times", "次数"], remove: ["Remove", "移除"], set: ["Set", "设置"], clear: ["Clear all", "全部清除"], none: ["None yet.", "暂无。"], pay: ["Pay", "付款"], ship: ["Ship", "发货"], rate: ["Rate", "评价"], close: ["Close as the seller", "卖家关闭"], expire: ["Close as unpaid", "超时未付关闭"],
    agree: ["Agree to refund", "同意退款"], refuse: ["Refuse refund", "拒绝退款"], "take-back": ["Take goods back", "确认收到退货"], refund: ["Refund", "退款"],
    waitbuyerpay: ["waiting for payment", "等待买家付款"], waitsellersend: ["waiting for shipment", "等待卖家发货"], waitbuyerreceive: ["waiting for receipt", "等待买家收货"],
    success: ["done", "交易成功"], cancel: ["cancelled", "交易取消"], terminated: ["terminated", "交易终止"],
    waitselleragree: ["waiting for the seller's consent", "等待卖家同意"], waitbuyermodify: ["refused, waiting for the buyer", "卖家拒绝，等待买家修改"],
    waitbuyersend: ["waiting for the goods to be sent back", "等待买家退货"], waitsellerreceive: ["goods on their way back", "等待卖家收货"],
    refundsuccess: ["refunded", "退款成功"], refundclose: ["withdrawn", "退款关闭"],
    deviates: ["Deviates from the document", "与文档不一致"], down: ["The mock does not answer.", "模拟网关没有响应。"],
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
  // A state has its name on the wire beside the translation, for whoever compares it with a response.
  const state = (name) => {
    const node = make("span", text(name));
    node.title = name;
    node.dataset.state = name;
    return node;
  };
  const act = (path, name) => {
    const button = make("button", text(name));
    button.dataset.act = name;
    button.addEventListener("click", () => send("POST", path + "/" + name));
    return button;
  };

  function showOrder(order) {
    const buttons = make("p", "", ...(order.acts || []).map((name) => act("orders/" + order.id, name)));
    const refunds = (order.refunds || []).map((refund) =>
      make("p", text("refund") + " " + refund.id + " · ", state(refund.status), " ", ...(refund.acts || []).map((name) => act("refunds/" + refund.id, name))));
    return make("article", "", make("p", order.id + " · ", state(order.status), " · ¥" + order.amount), make("p", order.seller + ": " + order.goods.join("; ")), buttons, ...refunds);
  }

  function showRequest(request) {
    const values = Object.entries({ ...request.Query, ...request.Form }).map(([name, value]) => name + "=" + value[0]).join("  ");
    const deviations = (request.Deviations || []).map((d) => make("p", text("deviates") + ": " + d.Text));
    return make("article", "", make("p", request.Method + " " + request.Platform + " " + request.API), make("code", values), ...deviations);
  }

  function showMessage(message) {
    const button = make("button", text("again"));
    button.dataset.message = message.id;
    button.addEventListener("click", () => send("POST", "messages/" + message.id + "/send"));
    return make("article", "", make("p", message.topic + " " + message.id + " · " + text(message.confirmed ? "confirmed" : "waiting") + " · " + text("attempts") + " " + message.attempts), make("p", "", button));
  }

  function showRule(rule) {
    const button = make("button", text("remove"));
    button.dataset.remove = rule.fault;
    button.addEventListener("click", () => send("DELETE", "faults", JSON.stringify(rule)));
    return make("li", "", make("code", JSON.stringify(rule)), " ", button);
  }

  // Only what changed is written, so that a focused button stays.
  const shown = {};
  function fill(id, rows, show) {
    const state = JSON.stringify(rows);
    if (shown[id] === state) return;
    shown[id] = state;
    find(id).replaceChildren(...(rows.length || id === "#rules" ? rows.map(show) : [make("p", text("none"))]));
  }

  const load = async (path) => (await fetch(path)).json();
  async function refresh() {
    const [orders, faults, requests, sent] = await Promise.all([load("orders"), load("faults"), load("requests?last=50"), load("messages")]);
    fill("#orders", orders, showOrder);
    fill("#requests", requests.reverse(), showRequest);
    fill("#messages", sent.messages, showMessage);
    fill("#rules", faults.rules, showRule);
    const choice = find("[name=fault]");
    if (!choice.length) Object.keys(faults.faults).sort().forEach((name) => choice.append(make("option", name)));
  }

  find("#fault").addEventListener("submit", (event) => {
    event.preventDefault();
    const rule = {};
    new FormData(event.target).forEach((value, name) => { if (value) rule[name] = name === "times" || name === "percent" ? Number(value) : value; });
    send("POST", "faults", JSON.stringify(rule));
  });
  find("#clear").addEventListener("click", () => send("DELETE", "faults"));

  async function poll() {
    try { if (!document.hidden) await refresh(); } catch { say(text("down")); }
    setTimeout(poll, 2000);
  }
  poll();
})();
