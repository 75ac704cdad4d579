// The comparison in a report: indicators against regions, filtered, sorted, each figure a way to its words.

const sheet = document.getElementById("grid");
const SIDES = { headline: true, shared: true, rest: false }; // sections that are shown at first
let sorted = null; // {place, way}: the region that the rows are sorted by

function showGrid() {
  if (!INDEX.grid) return;
  const words = document.getElementById("grid-filter").value.trim();
  const rows = INDEX.grid.rows.filter((row) => (SIDES[row.section] || words) && (!words || leadOf(row).join(" ").includes(words)));
  if (sorted) rows.sort((one, other) => sorted.way * compareCells(one.cells[sorted.place], other.cells[sorted.place]));
  const folded = INDEX.grid.rows.filter((row) => row.section === "rest").length;
  fill(sheet,
    element("table", {}, element("thead", {}, headOf()), element("tbody", {}, ...rows.map(rowOf))),
    folded && !words ? element("button", { id: "unfold", "aria-expanded": String(SIDES.rest), onclick: () => { SIDES.rest = !SIDES.rest; showGrid(); } }, say(SIDES.rest ? "fold" : "unfold", folded)) : null);
}

const leadOf = (row) => row.lead[language].map((value) => (value === null ? "" : String(value)));

function headOf() {
  const regions = INDEX.grid.columns[language].map((label, place) => element("th", {
    class: "region", role: "button", tabindex: 0, "aria-sort": sorted && sorted.place === place ? (sorted.way > 0 ? "ascending" : "descending") : "none",
    onclick: () => { sorted = sorted && sorted.place === place && sorted.way < 0 ? { place, way: 1 } : { place, way: -1 }; showGrid(); },
  }, visible(label)));
  return element("tr", {}, ...INDEX.grid.heads[language].map((head) => element("th", {}, head)), ...regions);
}

/** Figures by their number; rows where the region says nothing come last whichever way the rest is sorted. */
function compareCells(one, other) {
  if (!one || one[3] === null) return other && other[3] !== null ? sorted.way : 0;
  if (!other || other[3] === null) return -sorted.way;
  return one[3] - other[3];
}

function rowOf(row) {
  const lead = leadOf(row).map((value, place) => element("td", { class: place === 1 ? "name" : "" }, place === 1 ? nameOf(row, value) : visible(value)));
  return element("tr", { class: row.section }, ...lead, ...figuresOf(row.cells));
}

const nameOf = (row, value) => element("span", {
  role: "button", tabindex: 0, title: say("draw"), onclick: (event) => toggleChart(row, event.currentTarget.closest("tr")),
}, visible(value));

/** A cell for each figure; blanks between two are one wide cell, or hundreds of regions would make a slow page. */
function figuresOf(cells) {
  const made = [];
  let blank = 0;
  const close = () => { if (blank) made.push(element("td", { class: "figure", colspan: blank })); blank = 0; };
  for (const cell of cells) {
    if (cell) { close(); made.push(figureOf(cell)); } else blank += 1;
  }
  close();
  return made;
}

function figureOf(cell) {
  const link = element("a", { href: "#", onclick: (event) => { event.preventDefault(); openRecord(cell[1] + "\n" + cell[2]); } }, visible(cell[0]));
  return element("td", { class: "figure" + (cell[5] ? " clash" : "") }, link);
}

function openRecord(key) {
  const light = lightOf.get(key);
  if (!light) { tell(say("not_here")); return; }
  view("text");
  select(light);
}

/** A chart of one row below it: a dot for each region, a line for a range, an arrow for a bound. */
function toggleChart(row, at) {
  if (at.nextElementSibling && at.nextElementSibling.classList.contains("chart")) { at.nextElementSibling.remove(); return; }
  const figures = row.cells.map((cell, place) => ({ cell, label: INDEX.grid.columns[language][place] })).filter(({ cell }) => cell && cell[3] !== null);
  if (figures.length) at.after(element("tr", { class: "chart" }, element("td", { colspan: row.cells.length + 5 }, drawn(figures, leadOf(row)[4]))));
}

const SVG = "http://www.w3.org/2000/svg";
function shape(tag, given, text) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(given)) made.setAttribute(name, value);
  if (text !== undefined) made.textContent = text;
  return made;
}

function drawn(figures, unit) {
  const values = figures.flatMap(({ cell }) => [cell[3], cell[4] === null ? cell[3] : cell[4]]);
  const low = Math.min(0, ...values), high = Math.max(0, ...values) || 1;
  const at = (value) => 150 + (560 * (value - low)) / (high - low);
  const picture = shape("svg", { viewBox: "0 0 800 " + (figures.length * 22 + 30), class: "drawn", role: "img" });
  picture.append(shape("line", { x1: at(0), x2: at(0), y1: 4, y2: figures.length * 22 + 6, class: "axis" }));
  [...figures].sort((one, other) => other.cell[3] - one.cell[3]).forEach(({ cell, label }, place) => {
    const y = 16 + place * 22;
    picture.append(shape("text", { x: 140, y: y + 4, "text-anchor": "end" }, visible(label)));
    if (cell[4] !== null) picture.append(shape("line", { x1: at(cell[3]), x2: at(cell[4]), y1: y, y2: y, class: "range" }));
    picture.append(shape("circle", { cx: at(cell[3]), cy: y, r: 5 }), shape("text", { x: at(cell[4] === null ? cell[3] : cell[4]) + 10, y: y + 4 }, visible(cell[0])));
  });
  picture.append(shape("text", { x: 150, y: figures.length * 22 + 24, class: "unit" }, visible(unit)));
  return picture;
}

/** Show the table or the texts. */
function view(name) {
  document.body.dataset.view = name;
  if (name === "grid") showGrid();
}

function beginGrid() {
  if (!INDEX.grid) return;
  sheet.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.getAttribute("role") === "button") event.target.click();
  });
  document.getElementById("grid-filter").addEventListener("input", showGrid);
  document.getElementById("to-grid").addEventListener("click", () => view("grid"));
  document.getElementById("to-text").addEventListener("click", () => view("text"));
  view("grid");
}
