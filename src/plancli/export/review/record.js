// The record on the right: its words, fields, rules and doubts, and the form that changes it.

const panel = document.getElementById("record");
const KEYS = { kind: "kind", comparator: "comparator", status: "status", modality: "modality" };
const NUMBERS = ["value", "value_max"], YEARS = ["year", "base_year"], FLAGS = ["flow", "annual"];
const EDITED = ["indicator", "indicator_id", "kind", "comparator", "value", "value_max", "unit", "year", "base_year", "status", "modality", "flow", "annual", "region"];
let editing = false;

function showRecord(record, light) {
  editing = false;
  const decision = decisionOf(light);
  fill(panel,
    element("p", { class: "where" }, visible(record.section || record.doc)),
    quoteOf(record),
    doubtsOf(record, light),
    INDEX.readonly ? null : buttons(record, light, decision),
    decision ? decided(decision) : null,
    fields(record, decision),
    rulesOf(record),
  );
}

function quoteOf(record) {
  const quote = String(record.quote || ""), at = quote.indexOf(record.text);
  const made = element("blockquote", { dir: "ltr" });
  if (at < 0) made.append(visible(quote));
  else made.append(visible(quote.slice(0, at)), element("mark", {}, visible(record.text)), visible(quote.slice(at + record.text.length)));
  return made;
}

function doubtsOf(record, light) {
  const reasons = (record.doubts || []).map((name) => element("li", {}, named("doubt", name)));
  const sure = light.confidence === null ? null : element("p", { class: "confidence" }, say("confidence") + " " + Number(light.confidence).toFixed(2));
  if (!reasons.length) return sure;
  return element("div", { class: "doubts" }, sure, element("ul", {}, ...reasons));
}

function buttons(record, light, decision) {
  const note = element("input", { id: "note", placeholder: say("note"), value: decision ? decision.note : "" });
  return element("div", { class: "verdicts" },
    element("button", { id: "accept", onclick: () => act("accept") }, say("accept") + " A"),
    element("button", { id: "change", onclick: () => act("change") }, say("change") + " C"),
    element("button", { id: "reject", onclick: () => act("reject") }, say("reject") + " X"),
    note);
}

function decided(decision) {
  const words = [named("verdict", decision.verdict), decision.by, decision.at, decision.note].filter(Boolean).join(" · ");
  return element("p", { class: "decided decided-" + decision.verdict, id: "decided" }, visible(words));
}

function shownValue(name, value) {
  if (value === null || value === undefined || value === "") return "";
  if (KEYS[name]) return named(KEYS[name], value);
  if (typeof value === "boolean") return value ? say("yes") : "";
  return Array.isArray(value) ? value.join("、") : String(value);
}

function fields(record, decision) {
  const changes = (decision && decision.changes) || {};
  const rows = INDEX.fields.map(([name, words]) => {
    const value = shownValue(name, record[name]);
    const now = name in changes ? shownValue(name, changes[name]) : null;
    if (!value && now === null) return null;
    return element("tr", { "data-field": name }, element("th", {}, words[language]),
      element("td", {}, now === null ? visible(value) : element("del", {}, visible(value)), now === null ? null : " ", now === null ? null : element("ins", {}, visible(now))));
  });
  return element("table", { class: "fields" }, ...rows);
}

function rulesOf(record) {
  const rows = Object.entries(record.rules || {}).map(([attribute, name]) =>
    element("tr", {}, element("th", {}, attribute), element("td", {}, name), element("td", { class: "says" }, INDEX.rules[attribute + " " + name] || INDEX.rules[name] || "")));
  return rows.length ? element("details", {}, element("summary", {}, say("rules")), element("table", { class: "rules" }, ...rows)) : null;
}

/** The form for `record`; `done(changes, note)` gets what differs from it. */
function edit(record, values, done, stop) {
  editing = true;
  const inputs = {};
  const rows = EDITED.map((name) => {
    inputs[name] = inputOf(name, values[name]);
    return element("tr", {}, element("th", {}, element("label", { for: "edit-" + name }, INDEX.heads[name][language])), element("td", {}, inputs[name]));
  });
  const note = element("input", { id: "edit-note", placeholder: say("note") });
  const fault = element("p", { class: "fault", id: "fault" });
  const form = element("form", { id: "form", onsubmit: (event) => {
    event.preventDefault();
    const wrong = EDITED.find((name) => !valid(name, inputs[name]));
    if (wrong) { fault.textContent = say("not_valid", INDEX.heads[wrong][language]); inputs[wrong].focus(); return; }
    const changes = {};
    EDITED.forEach((name) => {
      const value = valueOf(name, inputs[name]);
      if (!same(value, record[name])) changes[name] = value;
    });
    done(changes, note.value.trim());
  } },
  element("table", { class: "fields" }, ...rows), note, fault,
  element("div", { class: "verdicts" }, element("button", { type: "submit", id: "apply" }, say("apply")), element("button", { type: "button", id: "cancel", onclick: stop }, say("cancel"))));
  panel.replaceChildren(quoteOf(record), form);
  inputs.indicator.focus();
}

function inputOf(name, value) {
  const id = "edit-" + name;
  if (KEYS[name]) {
    const choices = Object.keys(INDEX.values[KEYS[name]]).map((key) => element("option", { value: key, selected: key === (value ?? "") }, named(KEYS[name], key)));
    return element("select", { id }, ...(name === "modality" ? [element("option", { value: "", selected: !value }, "")] : []), ...choices);
  }
  if (FLAGS.includes(name)) return element("input", { id, type: "checkbox", checked: Boolean(value) });
  const list = { unit: "units", indicator_id: "indicators", region: null }[name];
  return element("input", { id, list, value: value ?? "", inputmode: NUMBERS.includes(name) || YEARS.includes(name) ? "decimal" : null });
}

const NUMBER = /^-?[0-9]+(\.[0-9]+)?$/;
function valid(name, input) {
  const text = FLAGS.includes(name) ? "" : input.value.trim();
  if (NUMBERS.includes(name)) return !text || NUMBER.test(text);
  return !YEARS.includes(name) || !text || /^[12][0-9]{3}$/.test(text);
}

/** Numbers stay as written where JSON could not hold them exactly. */
function valueOf(name, input) {
  if (FLAGS.includes(name)) return input.checked;
  const text = input.value.trim();
  if (!text) return null;
  if (YEARS.includes(name)) return Number(text);
  if (NUMBERS.includes(name)) return String(Number(text)) === text ? Number(text) : text;
  return text;
}

const same = (one, other) => (one ?? null) === (other ?? null) || (one !== null && other !== null && other !== undefined && String(one) === String(other)) || (one === false && !other) || (one === null && other === "");
