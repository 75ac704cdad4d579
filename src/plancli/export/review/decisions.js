// What people decided. Kept in the browser while they work, saved to and loaded from a file of JSON Lines.

const STORE = "plancli-review:" + INDEX.digest;
const decisions = new Map(); // key of a record, or of an addition → decision
const others = []; // decisions of a loaded file that are not applied here: saved again, never lost
const history = []; // what to do to undo, newest last
let unsaved = 0;
let storable = true;

const keyOf = (decision) => decision.doc + "\n" + (decision.id || ["add", decision.start, decision.end].join(":"));
const documentNumber = new Map(INDEX.documents.map((entry, number) => [entry.doc, number]));
LIGHT.forEach((light) => { light.key = INDEX.documents[light.number].doc + "\n" + light.id; });
const lightOf = new Map(LIGHT.map((light) => [light.key, light]));
const decisionOf = (light) => decisions.get(light.key);

function put(decision) {
  const key = keyOf(decision);
  history.push({ key, before: decisions.get(key) });
  decisions.set(key, decision);
  changed(1);
}

/** Take back the newest step; what it was about, or null where there is none. */
function undo() {
  const step = history.pop();
  if (!step) return null;
  const taken = decisions.get(step.key);
  if (step.before) decisions.set(step.key, step.before); else decisions.delete(step.key);
  changed(1);
  return taken;
}

function changed(count) {
  unsaved += count;
  try {
    localStorage.setItem(STORE, asLines());
    localStorage.setItem(STORE + ":unsaved", String(unsaved));
  } catch (error) {
    if (storable) tell(say("storage_full"), true);
    storable = false;
  }
}

function asLines() {
  const rows = [...decisions.values()].sort(inOrder).concat(others);
  return rows.map((row) => oneLine(JSON.stringify(row, (name, value) => (value === undefined ? null : value))) + "\n").join("");
}

/** Some programs end a line at these characters too. */
const oneLine = (json) => json.replace(/[\u0085\u2028\u2029]/g, (sign) => "\\u" + sign.charCodeAt(0).toString(16).padStart(4, "0"));

function inOrder(one, other) {
  const [a, b] = [documentNumber.get(one.doc), documentNumber.get(other.doc)];
  return a - b || one.start - other.start || one.end - other.end || (keyOf(one) < keyOf(other) ? -1 : 1);
}

function decisionFor(record, verdict, changes, note) {
  const entry = INDEX.documents[documentNumber.get(record.doc)];
  return {
    id: record.id, doc: record.doc, start: record.start, end: record.end, text: record.text, quote: record.quote,
    verdict, changes, by: reviewer(), at: new Date().toISOString().slice(0, 19) + "Z", note: note || "",
    sha256: entry.sha256, seen: verdict === "add" ? {} : seenOf(record),
  };
}

/** How the record is read, so that a decision about it does not hold for another reading. */
function seenOf(record) {
  return Object.fromEntries(INDEX.seen.map((name) => [name, record[name] ?? null]));
}

/** Whether a decision is about another reading of its record; what it changes itself is not compared. */
function readOtherwise(row) {
  const light = lightOf.get(keyOf(row)), seen = row.seen || {};
  if (!light || !Object.keys(seen).length || !["accept", "change"].includes(row.verdict)) return false;
  const record = documentAt(light.number).records[light.place], changes = row.changes || {};
  const left = (name) => name in seen && ![name, ...(INDEX.hanging[name] || [])].some((one) => one in changes);
  return INDEX.seen.some((name) => left(name) && !sameValue(record[name] ?? null, seen[name] ?? null));
}

const sameValue = (one, other) => (typeof one === "number" && typeof other === "number"
  ? Math.abs(one - other) <= 1e-9 * Math.abs(other) : String(one ?? "") === String(other ?? ""));

/** Take in the lines of a file; what they were: {applied, same, foreign, faulty, otherwise, contradicting}. */
function take(text) {
  const count = { applied: 0, same: 0, foreign: 0, faulty: 0, otherwise: [], contradicting: [] };
  text.replace(/^\ufeff/, "").split("\n").forEach((line) => {
    if (line.trim()) takeOne(line, count);
  });
  if (count.applied) changed(0);
  return count;
}

function takeOne(line, count) {
  let row;
  try { row = JSON.parse(line); } catch (error) { count.faulty += 1; return; }
  if (!row || typeof row !== "object" || !INDEX.verdicts.includes(row.verdict)) { count.faulty += 1; return; }
  if (!belongs(row)) { others.push(row); count.foreign += 1; return; }
  if (readOtherwise(row)) { others.push(row); count.otherwise.push(row); return; }
  const held = decisions.get(keyOf(row));
  if (!held) { decisions.set(keyOf(row), row); count.applied += 1; return; }
  if (alike(held, row)) { count.same += 1; return; }
  others.push(row); // a person decides which of the two holds; until then the first does
  count.contradicting.push(row);
}

/** A decision belongs to a record here by its id, else by document, words and quote; an addition by its document. */
function belongs(row) {
  const number = documentNumber.get(row.doc);
  if (number === undefined) return false;
  const sha256 = INDEX.documents[number].sha256;
  if (row.verdict === "add") return !row.sha256 || row.sha256 === sha256 || stands(number, row);
  if (lightOf.has(keyOf(row))) return true;
  const found = documentAt(number).records.filter((record) => record.text === row.text && record.quote === row.quote);
  if (found.length !== 1) return false;
  Object.assign(row, { id: found[0].id, start: found[0].start, end: found[0].end });
  return true;
}

function stands(number, row) {
  const owner = documentAt(number);
  return owner.text.slice(owner.offsets.unit(row.start), owner.offsets.unit(row.end)) === row.text;
}

const alike = (one, other) =>
  one.verdict === other.verdict && JSON.stringify(one.changes || {}) === JSON.stringify(other.changes || {});

/** What the page was made with, then what this browser still holds of the same records. */
function restore() {
  take(INDEX.decisions);
  try {
    const held = localStorage.getItem(STORE);
    if (held) take(held);
    unsaved = Number(localStorage.getItem(STORE + ":unsaved")) || 0;
  } catch (error) { storable = false; }
}

function save() {
  const link = element("a", {
    href: URL.createObjectURL(new Blob([asLines()], { type: "application/jsonl" })), download: "decisions.jsonl",
  });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  unsaved = 0;
  changed(0);
}

function reviewer() {
  return document.getElementById("by").value.trim();
}
