// Shows the whole document with Scalar, from scripts beside the page: nothing is fetched, counted, shared or asked.
(function () {
  "use strict";
  const root = document.documentElement;
  const place = document.getElementById("reference");
  const doc = window.ali1688Document;
  const mock = /^http/.test(location.protocol) ? location.origin : "http://127.0.0.1:1688";
  const dark = () => root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;

  for (const methods of Object.values(doc.paths)) {
    for (const operation of Object.values(methods)) {
      const samples = window.ali1688Samples[operation.operationId];
      if (samples) operation["x-codeSamples"] = samples;
    }
  }
  for (const operation of Object.values(doc.paths).flatMap(Object.values)) {
    if (operation["x-service"]) operation.tags = [operation["x-service"]];
  }
  const described = Object.fromEntries(doc.tags.map((tag) => [tag.name, tag.description]));
  doc.tags = window.ali1688Groups.map(([name, title]) => ({ name, description: described[name], "x-displayName": title }));
  doc.servers = [{ url: mock + place.dataset.path, description: place.dataset.mock }, ...doc.servers];

  // Links of other pages name an operation; Scalar wants its tag, too.
  const wanted = decodeURIComponent(location.hash).match(/^#operation\/(.+)$/)?.[1];
  for (const operation of Object.values(doc.paths).flatMap(Object.values)) {
    if (wanted && operation.operationId === wanted) history.replaceState(null, "", "#tag/" + operation.tags[0] + "/" + wanted);
  }

  // The mock, which knows no application, takes every signature that is as long as one.
  const credentials = ["key", "secret", "accessToken", "signature"].filter((name) => name in doc.components.securitySchemes);

  place.replaceChildren();
  Scalar.createApiReference(place, {
    content: doc,
    layout: "modern",
    theme: "default",
    withDefaultFonts: false,
    telemetry: false,
    agent: { disabled: true },
    mcp: { disabled: true },
    showDeveloperTools: "never",
    hideClientButton: true,
    hideSearch: true,
    hideDarkModeToggle: true,
    forceDarkModeState: dark() ? "dark" : "light",
    darkMode: dark(),
    documentDownloadType: "none",
    hiddenClients: true,
    persistAuth: false,
    localization: root.lang === "zh-CN" ? { locale: "zh-CN" } : { locale: "en" },
    generateOperationSlug: (operation) => operation.operationId ?? operation.path,
    authentication: {
      preferredSecurityScheme: credentials,
      securitySchemes: Object.fromEntries(credentials.map((name) => [name, { value: name === "signature" ? "0".repeat(40) : "demo" }])),
    },
    customFetch: async (input, init) => {
      const url = new URL(input instanceof Request ? input.url : String(input), location.href);
      if (!window.ali1688Near(url) && !confirm(place.dataset.ask.replace("{host}", url.host))) {
        throw new Error("not sent");
      }
      return fetch(input, init);
    },
  });
  document.addEventListener("themechange", () => location.reload());

})();
