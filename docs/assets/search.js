// Finds what people type and paste. MiniSearch indexes the entries when the search is first used; of Chinese, which has
// no spaces, every two characters are a term.
window.ali1688Search = ({ entries, synonyms }) => {
  const han = /\p{Script=Han}/u;
  const words = (text) => text.match(/\p{Script=Han}+|(?:(?!\p{Script=Han})[\p{L}\p{N}_])+/gu) ?? [];
  const pairs = (run) => run.length < 2 ? [run] : [...run].slice(1).map((c, i) => [...run][i] + c);
  const parts = (name) => [name, ...name.split(/_|(?<=[a-z])(?=[A-Z])/)]; // item_get and queryProductDetail
  const terms = (text) => words(text).flatMap((word) => han.test(word) ? pairs(word) : [word]);
  const indexed = (text) => words(text).flatMap((word) => han.test(word) ? pairs(word) : [...new Set(parts(word))]);

  const engine = new MiniSearch({
    fields: ["Title", "Sub", "Text"], storeFields: ["Title", "Sub", "Path"], tokenize: indexed,
    processTerm: (term) => term.replace(/^_+|_+$/g, "").toLowerCase() || null,
  });
  const ready = engine.addAllAsync(entries.map((entry, id) => ({ id, ...entry })), { chunkSize: 200 });

  // A word of several terms is meant as a whole; words of one meaning are found together.
  const whole = (text) => ({ combineWith: "AND", queries: terms(text) });
  const alike = (word) => {
    const others = synonyms.filter((group) => group.includes(word.toLowerCase())).flat().filter((other) => other !== word.toLowerCase());
    return { combineWith: "OR", queries: [whole(word), ...others.map((other) => ({ ...whole(other), boost: { Title: 3, Sub: 2 } }))] };
  };
  const fuzzy = (term) => term.length > 3 && !han.test(term) && !/^\d+$/.test(term) ? 0.25 : false;

  // Guides come before operations, these before earlier ones, and all of them before what is within a page.
  const kinds = [[/#(member|param|code)-/, 0.3], [/^refusals/, 0.6], [/^[^/]+$/, 3], [/^legacy/, 0.4], [/^gateway/, 1.4]];
  const weight = (path) => kinds.find(([pattern]) => pattern.test(path))?.[1] ?? 1;

  return async (text) => {
    await ready;
    const exact = text.trim().toLowerCase();
    const names = [exact, exact.replace(/[-\s]+/g, "_")];
    const options = {
      tokenize: (term) => [term], prefix: true, fuzzy, weights: { fuzzy: 0.2, prefix: 0.5 }, boost: { Title: 6, Sub: 4 },
      boostDocument: (_id, _term, { Title, Path }) => names.includes(Title.toLowerCase()) ? 20 : weight(Path),
    };
    for (const combineWith of ["AND", "OR"]) { // all words, or else any
      const found = engine.search({ combineWith, queries: words(text).map(combineWith === "AND" ? alike : whole) }, options);
      if (found.length) return found.slice(0, 12);
    }
    return [];
  };
};
