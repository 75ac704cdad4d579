// Words of the page in both languages; those of fields and reasons come with the index.

let language = INDEX.lang;
try { language = localStorage.getItem("plancli-language") || INDEX.lang; } catch (error) { /* no storage */ }

function say(name, ...given) {
  const text = INDEX.words[language][name === "title" && INDEX.readonly ? "report" : name];
  return given.reduce((said, value, at) => said.replace("{" + at + "}", value), text === undefined ? name : text);
}

/** The words for one value of a field (target → 目标), or the value itself. */
function named(group, value) {
  const words = (INDEX.values[group] || {})[value];
  return words ? words[language] : String(value);
}

function element(tag, given = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(given)) {
    if (name === "class") made.className = value;
    else if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value === true) made.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(name, value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

/** Put `children` in place of all that `box` holds; null is nothing. */
function fill(box, ...children) {
  box.replaceChildren(...children.filter((child) => child !== null && child !== undefined));
}
