// Brings the list of versions up to date: a page that was published before newer versions reads it from the folder that
// has them all. A page that was opened as a file keeps the list that it has.
(function () {
  "use strict";
  const box = document.querySelector(".versions");
  if (!box || !location.protocol.startsWith("http")) return;
  const { parent, release, lang, newer } = box.dataset;
  const link = (version) => {
    const a = document.createElement("a");
    a.href = parent + version.path.replace(/\/?$/, "/") + lang + "/index.html";
    a.textContent = version.name;
    if (version.name === release) a.setAttribute("aria-current", "true");
    return a;
  };
  fetch(parent + "versions.json").then((response) => response.ok ? response.json() : []).then((versions) => {
    const known = versions.filter((v) => v.name && v.path && !/^\/|:|\.\./.test(v.path));
    if (!known.length) return;
    box.querySelector("ul").replaceChildren(...known.map((v) => {
      const item = document.createElement("li");
      item.append(link(v));
      return item;
    }));
    if (known[0].name === release || document.querySelector(".newer")) return;
    const note = document.createElement("p");
    note.className = "note newer";
    note.append(newer + " ", link(known[0]));
    document.querySelector("article")?.prepend(note);
  }).catch(() => { /* the list of the page stays */ });
})();
