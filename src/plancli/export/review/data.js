// What the page was given: an index of all documents, and each document as JSON that is parsed when it is shown.

const INDEX = JSON.parse(document.getElementById("index").textContent);
const KEPT = 12; // parsed documents that are kept at a time
const parsed = new Map();

/** The document `number` with its text, headings, parts and records. */
function documentAt(number) {
  if (!parsed.has(number)) {
    const raw = JSON.parse(document.getElementById("d" + number).textContent);
    raw.number = number;
    raw.doc = INDEX.documents[number].doc;
    raw.offsets = offsetsOf(raw.text);
    raw.records = raw.records.map((values, place) => recordOf(raw, values, place));
    parsed.set(number, raw);
    if (parsed.size > KEPT) parsed.delete(parsed.keys().next().value);
  }
  return parsed.get(number);
}

function recordOf(owner, values, place) {
  const record = { doc: owner.doc, place };
  INDEX.columns.forEach((name, at) => { record[name] = values[at]; });
  if (Array.isArray(record.quote)) {
    record.quote = owner.text.slice(owner.offsets.unit(record.quote[0]), owner.offsets.unit(record.quote[1]));
  }
  return record;
}

/** Records count code points, the browser counts UTF-16 units; the two differ only behind rare characters. */
function offsetsOf(text) {
  if (!/[\ud800-\udbff]/.test(text)) return { unit: (point) => point, point: (unit) => unit };
  const units = [];
  for (let at = 0; at < text.length; at += text.codePointAt(at) > 0xffff ? 2 : 1) units.push(at);
  units.push(text.length);
  const before = (unit) => {
    let low = 0, high = units.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (units[middle] <= unit) low = middle; else high = middle - 1;
    }
    return low;
  };
  return { unit: (point) => units[Math.min(point, units.length - 1)], point: before };
}

/** One line for each record of all documents: enough to filter and to count without parsing them. */
const LIGHT = INDEX.documents.flatMap((entry, number) =>
  entry.records.map((values, place) => ({
    number, place, id: values[0], status: values[1], topic: values[2], confidence: values[3],
    doubts: values[4], look: values[5] === 1, sampled: values[6] === 1,
  })));
LIGHT.forEach((light, at) => { light.at = at; });
const FIRST = []; // of each document, where its records begin in LIGHT
LIGHT.forEach((light) => { if (FIRST[light.number] === undefined) FIRST[light.number] = light.at; });
