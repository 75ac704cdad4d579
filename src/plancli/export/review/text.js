// The document in the middle: its text line by line, headings and parts marked, every figure a mark.

const article = document.getElementById("text");
// Marks of direction could turn a line around: each is shown as one sign, so that offsets stay what they are.
const DIRECTION = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
const visible = (text) => text.replace(DIRECTION, "\u2301");
let shown = null; // the document on the page

function showText(owner) {
  shown = owner;
  const headings = new Map(owner.headings.map(([start, level]) => [owner.offsets.unit(start), level]));
  const marks = marksOf(owner);
  const lines = document.createDocumentFragment();
  let at = 0, next = 0, part = 0;
  for (const end of lineEnds(owner)) {
    const here = [];
    while (next < marks.length && marks[next].start < end) here.push(marks[next++]);
    while (part < owner.parts.length && owner.offsets.unit(owner.parts[part].end) <= at) part += 1;
    const piece = owner.parts[part];
    const inside = piece && owner.offsets.unit(piece.start) <= at;
    if (inside && piece.said !== owner) { piece.said = owner; lines.append(partHead(piece)); }
    if (owner.text.slice(at, end).trim()) lines.append(paragraph(owner, at, end, here, headings.get(at), inside ? piece.role : ""));
    at = end + 1;
  }
  owner.parts.forEach((piece) => { delete piece.said; });
  article.replaceChildren(lines);
  article.scrollTop = 0;
}

/** Where paragraphs end: at line ends, but for those that only a printer put in. */
function lineEnds(owner) {
  const inside = new Set(owner.joins.map((join) => owner.offsets.unit(join)));
  const ends = [];
  for (let at = owner.text.indexOf("\n"); at >= 0; at = owner.text.indexOf("\n", at + 1)) if (!inside.has(at)) ends.push(at);
  ends.push(owner.text.length);
  return ends;
}

/** The marks of a document in order; records on the same words share one. */
function marksOf(owner) {
  const rows = owner.records.map((record) => ({
    start: owner.offsets.unit(record.start), end: owner.offsets.unit(record.end), records: [record],
  }));
  for (const decision of decisions.values()) {
    if (decision.verdict === "add" && decision.doc === owner.doc) {
      rows.push({ start: owner.offsets.unit(decision.start), end: owner.offsets.unit(decision.end), records: [], added: decision });
    }
  }
  rows.sort((one, other) => one.start - other.start || one.end - other.end);
  const marks = [];
  for (const row of rows) {
    const last = marks[marks.length - 1];
    if (last && row.start < last.end) {
      last.records.push(...row.records);
      last.added = last.added || row.added;
    } else marks.push(row);
  }
  return marks;
}

function partHead(piece) {
  const words = [named("role", piece.role), piece.year || "", piece.title || ""].filter(Boolean).join(" · ");
  return element("div", { class: "part role-" + piece.role, title: (piece.reasons || []).join("\n") }, visible(words));
}

function paragraph(owner, start, end, marks, level, role) {
  const made = element(level ? "h" + Math.min(level + 1, 6) : "p", { class: role ? "role-" + role : "", dir: "ltr" });
  let at = start;
  for (const mark of marks) {
    const stop = Math.min(mark.end, end); // a figure broken over two lines is marked up to the line end
    if (mark.start > at) made.append(run(owner, at, mark.start));
    made.append(markOf(owner, mark, stop));
    at = stop;
  }
  if (at < end || !marks.length) made.append(run(owner, at, end));
  return made;
}

const run = (owner, start, end) => element("span", { "data-at": start }, visible(owner.text.slice(start, end)));

function markOf(owner, mark, stop) {
  const made = element("mark", { "data-at": mark.start }, visible(owner.text.slice(mark.start, stop)));
  if (mark.records.length) {
    made.dataset.places = mark.records.map((record) => record.place).join(" ");
    made.addEventListener("click", () => select(LIGHT[FIRST[owner.number] + mark.records[0].place]));
  } else made.addEventListener("click", () => selectAdded(mark.added));
  paint(owner, made, mark);
  return made;
}

/** Colours of a mark: the status, whether it is doubtful, what was decided. */
function paint(owner, made, mark) {
  const names = [];
  if (mark.added) names.push("target", "decided-add");
  mark.records.forEach((record) => {
    const light = LIGHT[FIRST[owner.number] + record.place];
    const decision = decisionOf(light);
    names.push(record.status);
    if (light.look && !decision) names.push("doubtful");
    if (decision) names.push("decided-" + decision.verdict);
  });
  made.className = names.join(" ");
}

/** Where the selected words stand in the document, as code points; null where nothing of it is selected. */
function selected() {
  const selection = getSelection();
  if (!shown || selection.isCollapsed || !article.contains(selection.anchorNode)) return null;
  const ends = [place(selection.anchorNode, selection.anchorOffset), place(selection.focusNode, selection.focusOffset)];
  if (ends.includes(null)) return null;
  const [start, end] = ends.sort((one, other) => one - other);
  const words = shown.text.slice(start, end);
  const from = start + words.length - words.trimStart().length, to = end - words.length + words.trimEnd().length;
  return from < to ? { start: shown.offsets.point(from), end: shown.offsets.point(to), text: shown.text.slice(from, to), from, to } : null;
}

function place(node, offset) {
  const holder = (node.nodeType === 3 ? node.parentElement : node.children[Math.min(offset, node.children.length - 1)] || node).closest("[data-at]");
  if (!holder) return null;
  return Number(holder.dataset.at) + (node.nodeType === 3 ? offset : 0);
}

/** The sentence around a selection: what proves an added record. */
function sentenceAround(from, to) {
  const stops = "。！？；\n";
  let start = from, end = to;
  while (start > 0 && !stops.includes(shown.text[start - 1])) start -= 1;
  while (end < shown.text.length && !stops.includes(shown.text[end])) end += 1;
  return shown.text.slice(start, end + (shown.text[end] && shown.text[end] !== "\n" ? 1 : 0)).trim();
}
