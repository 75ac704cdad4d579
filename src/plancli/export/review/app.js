// The page as a whole: the list of documents, filters, keys, and what happens when somebody decides.

const list = document.getElementById("documents");
const filters = { status: "", topic: "", doubt: "", verdict: "", search: "" };
let current = null; // the light record that is shown
let matching = LIGHT;

function tell(text, lasting) {
  const line = document.getElementById("message");
  line.textContent = text;
  clearTimeout(tell.timer);
  if (!lasting) tell.timer = setTimeout(() => { line.textContent = ""; }, 6000);
}

function matches(light) {
  const decision = decisionOf(light);
  return (!filters.status || light.status === filters.status)
    && (!filters.topic || light.topic === filters.topic)
    && (!filters.doubt || (filters.doubt === "look" ? light.look : filters.doubt === "sample" ? light.sampled : light.doubts.includes(filters.doubt)))
    && (!filters.verdict || (filters.verdict === "none" ? !decision : decision !== undefined && decision.verdict === filters.verdict))
    && (!filters.search || contains(light, filters.search));
}

function contains(light, words) {
  const record = documentAt(light.number).records[light.place];
  return [record.indicator, record.quote, record.text].some((value) => String(value || "").includes(words));
}

function refilter() {
  matching = LIGHT.filter(matches);
  showList();
  showCount();
}

function showCount() {
  const decided = LIGHT.filter((light) => decisions.has(light.key)).length;
  const open = LIGHT.filter((light) => light.look && !decisions.has(light.key)).length;
  document.getElementById("count").textContent = say("count", matching.length, LIGHT.length, open, decided);
  document.getElementById("unsaved").textContent = unsaved ? say("unsaved", unsaved) : "";
  document.title = (unsaved ? "* " : "") + say("title");
}

function showList() {
  const counts = INDEX.documents.map(() => ({ match: 0, look: 0, decided: 0 }));
  matching.forEach((light) => { counts[light.number].match += 1; });
  LIGHT.forEach((light) => {
    if (!light.look) return;
    counts[light.number].look += 1;
    if (decisions.has(light.key)) counts[light.number].decided += 1;
  });
  list.replaceChildren(...INDEX.order.map((number) => entryOf(number, counts[number])));
}

function entryOf(number, count) {
  const entry = INDEX.documents[number], name = entry.title || entry.doc;
  return element("li", {
    "data-number": number, class: (current && current.number === number ? "open " : "") + (count.match ? "" : "none"),
    title: entry.doc, onclick: () => openDocument(number),
  },
  element("span", { class: "name", dir: "ltr" }, visible(name)),
  count.look && !INDEX.readonly ? element("progress", { max: count.look, value: count.decided }) : element("span", {}, ""),
  element("span", { class: "numbers" }, count.look && !INDEX.readonly ? count.decided + " / " + count.look + " · " : "", String(count.match)));
}

function openDocument(number) {
  const first = matching.find((light) => light.number === number) || LIGHT[FIRST[number]];
  if (first) select(first);
  else {
    current = null;
    showText(documentAt(number));
    panel.replaceChildren(element("p", {}, say("no_records")));
    showList();
  }
}

function select(light) {
  const owner = documentAt(light.number);
  const other = !shown || shown.number !== owner.number;
  current = light;
  if (other) { showText(owner); showList(); }
  showRecord(owner.records[light.place], light);
  article.querySelectorAll("mark.current").forEach((mark) => mark.classList.remove("current"));
  const mark = [...article.querySelectorAll("mark[data-places]")].find((one) => one.dataset.places.split(" ").includes(String(light.place)));
  if (mark) { mark.classList.add("current"); mark.scrollIntoView({ block: "center" }); }
}

function selectAdded(decision) {
  current = null;
  const record = { ...decision, ...decision.changes };
  panel.replaceChildren(quoteOf(record), decided(decision), fields(record, null),
    element("button", { id: "remove", onclick: () => { history.push({ key: keyOf(decision), before: decision }); decisions.delete(keyOf(decision)); changed(1); showText(shown); panel.replaceChildren(); refilter(); } }, say("remove")));
}

/** Go to the next record (1) or the one before (-1); with `look` only to those that need a look and are undecided. */
function step(way, look) {
  const order = orderOf(look);
  if (!order.length) { tell(say("none_left")); return; }
  const at = current ? order.indexOf(current) : -1;
  if (at >= 0) { select(order[(at + way + order.length) % order.length]); return; }
  const ranks = rankOf(current);
  const next = way > 0 ? order.find((light) => rankOf(light) > ranks) || order[0] : [...order].reverse().find((light) => rankOf(light) < ranks) || order[order.length - 1];
  select(next);
}

const position = new Map(INDEX.order.map((number, at) => [number, at]));
const rankOf = (light) => (light ? position.get(light.number) * 1e6 + light.place : -1);
function orderOf(look) {
  const open = look ? matching.filter((light) => (light.look || light.sampled) && (!decisions.has(light.key) || light === current)) : matching;
  return [...open].sort((one, other) => rankOf(one) - rankOf(other));
}

function act(verdict) {
  if (!current || INDEX.readonly) return;
  const light = current, record = documentAt(light.number).records[light.place];
  if (verdict === "change") {
    const held = decisionOf(light);
    edit(record, { ...record, ...((held && held.changes) || {}) }, (changes, note) => {
      finish(light, decisionFor(record, Object.keys(changes).length ? "change" : "accept", changes, note));
    }, () => showRecord(record, light));
    return;
  }
  const note = document.getElementById("note");
  finish(light, decisionFor(record, verdict, {}, note ? note.value.trim() : ""));
}

function finish(light, decision) {
  put(decision);
  repaint();
  refilter();
  select(light);
  tell(named("verdict", decision.verdict) + " · " + decision.text);
  if (light.look || light.sampled) step(1, true);
}

function repaint() {
  const marks = marksOf(shown);
  article.querySelectorAll("mark[data-places]").forEach((made) => {
    const mark = marks.find((one) => one.start === Number(made.dataset.at));
    const now = made.classList.contains("current");
    if (mark) paint(shown, made, mark);
    if (now) made.classList.add("current");
  });
}

/** A record that plancli missed: its figure is selected in the text, the rest is filled in. */
function add() {
  if (INDEX.readonly) return;
  const words = selected();
  if (!words) { tell(say("select_first")); return; }
  const record = { id: null, doc: shown.doc, start: words.start, end: words.end, text: words.text, quote: sentenceAround(words.from, words.to) };
  const number = /[0-9]+(?:\.[0-9]+)?/.exec(words.text);
  const values = { status: "target", kind: "level", comparator: "=", value: number ? number[0] : null, region: INDEX.documents[shown.number].region };
  edit(record, values, (changes, note) => {
    if (!changes.indicator || changes.value === undefined) { document.getElementById("fault").textContent = say("needs"); return; }
    const decision = { ...decisionFor(record, "add", changes, note), id: null };
    put(decision);
    showText(shown);
    refilter();
    selectAdded(decision);
    tell(named("verdict", "add") + " · " + decision.text);
  }, () => { panel.replaceChildren(); if (current) select(current); });
}

function takeBack() {
  const taken = undo();
  if (!taken && !history.length) { tell(say("nothing_to_undo")); }
  if (shown) showText(shown);
  refilter();
  const light = taken && taken.id ? lightOf.get(keyOf(taken)) : current;
  if (light) select(light); else panel.replaceChildren();
}

async function loadFile(file) {
  const count = take(await file.text());
  const lines = [say("loaded", count.applied, count.same)];
  if (count.foreign) lines.push(say("foreign", count.foreign));
  if (count.otherwise.length) lines.push(say("otherwise", count.otherwise.length, count.otherwise[0].text));
  if (count.faulty) lines.push(say("faulty", count.faulty));
  if (count.contradicting.length) lines.push(say("contradicting", count.contradicting.length, count.contradicting[0].text));
  if (shown) showText(shown);
  refilter();
  if (current) select(current);
  tell(lines.join(" "), true);
}

const ACTIONS = {
  j: () => step(1, true), k: () => step(-1, true), ArrowDown: () => step(1, false), ArrowUp: () => step(-1, false),
  a: () => act("accept"), c: () => act("change"), x: () => act("reject"), n: add, u: takeBack,
  "/": () => document.getElementById("search").focus(), "?": () => document.getElementById("help").toggleAttribute("open"),
};

document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key === "s") { event.preventDefault(); save(); showCount(); return; }
  if (event.key === "Escape" && editing) { document.getElementById("cancel").click(); return; }
  if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) return;
  const action = ACTIONS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (action) { event.preventDefault(); action(); }
});

window.addEventListener("beforeunload", (event) => {
  if (unsaved) { event.preventDefault(); event.returnValue = ""; }
});
window.addEventListener("storage", (event) => {
  if (event.key === STORE) tell(say("other_tab"), true);
});

function choices(id, name, rows) {
  const box = document.getElementById(id);
  box.replaceChildren(element("option", { value: "" }, say("all_" + name)), ...rows.map(([value, words]) => element("option", { value, selected: filters[name] === value }, words)));
}

function label() {
  document.documentElement.lang = language;
  document.querySelectorAll("[data-say]").forEach((one) => { one.textContent = say(one.dataset.say); });
  document.querySelectorAll("[data-hint]").forEach((one) => { one.placeholder = say(one.dataset.hint); });
  const names = (group) => Object.keys(INDEX.values[group]).map((value) => [value, named(group, value)]);
  choices("status", "status", names("status"));
  choices("topic", "topic", [...new Set(LIGHT.map((light) => light.topic))].filter(Boolean).sort().map((topic) => [topic, named("topic", topic)]));
  const doubts = [...new Set(LIGHT.flatMap((light) => light.doubts))].sort().map((name) => [name, named("doubt", name)]);
  const sample = LIGHT.some((light) => light.sampled) ? [["sample", say("sample")]] : [];
  choices("doubt", "doubt", [["look", say("to_look_at")], ...sample, ...doubts]);
  choices("verdict", "verdict", [["none", say("undecided")], ...names("verdict")]);
  refilter();
  if (current) select(current);
  showGrid();
}

function begin() {
  for (const name of ["status", "topic", "doubt", "verdict"]) {
    document.getElementById(name).addEventListener("change", (event) => { filters[name] = event.target.value; refilter(); });
  }
  document.getElementById("search").addEventListener("change", (event) => { filters.search = event.target.value.trim(); refilter(); });
  document.getElementById("language").addEventListener("click", () => {
    language = language === "zh" ? "en" : "zh";
    try { localStorage.setItem("plancli-language", language); } catch (error) { /* no storage */ }
    if (shown) showText(shown);
    label();
  });
  document.getElementById("add").addEventListener("mousedown", (event) => event.preventDefault()); // keeps the selection
  document.getElementById("add").addEventListener("click", add);
  document.getElementById("undo").addEventListener("click", takeBack);
  document.getElementById("save").addEventListener("click", () => { save(); showCount(); });
  document.getElementById("load").addEventListener("click", () => document.getElementById("file").click());
  document.getElementById("file").addEventListener("change", (event) => { if (event.target.files[0]) loadFile(event.target.files[0]); event.target.value = ""; });
  const by = document.getElementById("by");
  try { by.value = localStorage.getItem("plancli-by") || ""; } catch (error) { /* no storage */ }
  by.addEventListener("change", () => { try { localStorage.setItem("plancli-by", by.value); } catch (error) { /* no storage */ } });
  document.body.classList.toggle("readonly", INDEX.readonly);
  document.body.classList.toggle("tabled", Boolean(INDEX.grid));
  restore();
  if (LIGHT.some((light) => light.sampled)) filters.doubt = "sample";
  label();
  if (INDEX.documents.length) {
    const first = orderOf(true)[0];
    if (first) select(first); else openDocument(INDEX.order[0]);
  }
}

begin();
beginGrid();
