
"use strict";
const at = id => document.getElementById(id);
const models = JSON.parse(at("models").textContent), words = JSON.parse(at("words").textContent);
const choose = at("model"), form = at("form"), fields = at("fields"), answer = at("answer"), curl = at("curl");
const asked = new URLSearchParams(location.search);
let language = languageOf(), model = models.find(m => m.name === asked.get("model")) ?? models[0];
let controls = [], last = null;

function languageOf() {
  const wished = [asked.get("lang"), remembered(), ...navigator.languages].filter(Boolean);
  return wished.map(tag => tag.toLowerCase().split("-")[0]).find(tag => tag in words) ?? "en";
}

function remembered() {
  try { return localStorage.getItem("lepton.language"); } catch { return null; }  // storage may be forbidden
}

function word(name, values = {}) {
  return words[language][name].replace(/\{(\w+)\}/g, (whole, key) => values[key]);
}

function element(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key in made) made[key] = value; else made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

/* Fields: each control has its field, its box, text() of the cell ("" where missing) and set(text). */

function control(field, index) {
  const id = "field-" + index, made = { field, id, wrong: () => "" };
  const box = made.box = element("div", { className: field.kind === "text" ? "field wide" : "field" },
    element("label", { htmlFor: id }, field.name + " ", element("span", {}, word(field.kind))));
  const note = made.note = element("small", { id: id + "-note" });
  const kinds = { number: plain, timestamp: moment, flag: choice, category: field.levels ? choice : plain, text: plain };
  kinds[field.kind](made);
  made.input.id = id;
  made.input.setAttribute("aria-describedby", note.id);
  box.append(made.input, ...(made.more ?? []), note);
  return made;
}

function plain(made) {
  const { field } = made;
  if (field.kind === "text") made.input = element("textarea", { rows: 3 });
  else made.input = element("input", field.kind === "number" ? { inputMode: "decimal", spellcheck: false } : {});
  made.text = () => field.kind === "number" ? made.input.value.trim() : made.input.value;
  made.set = text => { made.input.value = text; };
  if (field.kind === "number") made.wrong = () => numberText(made.text()) === null ? word("wrongNumber") : "";
  if (field.choices?.length) {
    const list = element("datalist", { id: made.id + "-choices" }, ...field.choices.map(c => element("option", { value: c })));
    made.input.setAttribute("list", list.id);
    made.more = [list];
  }
}

function moment(made) {
  made.input = element("input", { type: "datetime-local", step: "any" });
  made.text = () => made.input.value && made.input.value + "Z";
  made.set = text => { made.input.value = text.replace(/Z$/, "").replace(/(\.\d{3})\d+$/, "$1"); };
  made.wrong = () => made.input.validity.badInput ? word("wrongMoment") : "";
}

/* A select of the levels; a category may also have a value that no row of the training data had. */
function choice(made) {
  const { field } = made, flag = field.kind === "flag";
  const levels = flag ? ["true", "false"] : field.levels;
  const shown = level => !flag ? level : level === "true" ? word("yes") : word("no");
  made.input = element("select", {}, new Option(word("missing"), ""), ...levels.map(l => new Option(shown(l), l)));
  made.set = text => { made.input.value = text; };
  made.text = () => made.input.value;
  if (flag) return;
  const other = new Option(word("other"), ""), free = element("input", { hidden: true });
  free.setAttribute("aria-label", word("otherLabel", { name: field.name }));
  made.input.append(other);
  made.more = [free];
  made.input.addEventListener("change", () => {
    free.hidden = made.input.selectedOptions[0] !== other;
    if (!free.hidden) free.focus();
  });
  made.text = () => made.input.selectedOptions[0] === other ? free.value : made.input.value;
  made.set = text => {
    const known = text === "" || levels.includes(text);
    if (known) made.input.value = text; else other.selected = true;
    free.hidden = known;
    free.value = known ? "" : text;
  };
}

/* A number as JSON writes it, with all of its digits; null where it is none. */
function numberText(text) {
  if (text === "" || /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/.test(text)) return text;
  const number = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text) ? Number(text) : NaN;
  return Number.isFinite(number) ? String(number) : null;
}

function short(number) {
  return Number(number).toLocaleString(language, { maximumSignificantDigits: 6, useGrouping: false });
}

/* Says below a field what the training data held, or what is wrong or unusual in its cell. */
function remark(made) {
  const { field, box, note } = made, wrong = made.wrong(), text = made.text(), range = field.range;
  const show = field.kind === "timestamp" ? t => t.slice(0, 10) : short;
  const values = range && { low: show(range.low), high: show(range.high), typical: show(range.typical) };
  let unusual = "";
  if (!wrong && text !== "") {
    const value = field.kind === "timestamp" ? Date.parse : Number;
    if (range && (value(text) < value(range.low) || value(text) > value(range.high))) unusual = word("unusual", values);
    if (field.levels && !field.levels.includes(text)) unusual = word("unseen");
  }
  const usual = !range ? "" : word(field.kind === "timestamp" ? "span" : "range", values);
  note.textContent = wrong || unusual || usual;
  box.classList.toggle("wrong", wrong !== "");
  box.classList.toggle("unusual", unusual !== "");
  made.input.setAttribute("aria-invalid", wrong !== "");
}

/* Requests */

function rowJson() {
  const cells = [];
  for (const made of controls) {
    const text = made.text(), kind = made.field.kind;
    if (text === "" || made.wrong()) continue;
    const value = kind === "number" ? numberText(text) : kind === "flag" ? text : JSON.stringify(text);
    cells.push(JSON.stringify(made.field.name) + ":" + value);
  }
  return "[{" + cells.join(",") + "}]";
}

const path = () => "/v1/models/" + encodeURIComponent(model.name) + "/predict";

function changed() {
  controls.forEach(remark);
  curl.textContent = "curl -s " + location.origin + path() + " -H 'Content-Type: application/json' -d '"
    + rowJson().replaceAll("'", "'\\''") + "'";
  if (last && last.body !== rowJson()) present(true);
}

async function predict(event) {
  event.preventDefault();
  controls.forEach(remark);
  const wrong = controls.filter(made => made.wrong());
  if (wrong.length) {
    last = null;
    fail(word("wrongFields", { names: wrong.map(made => made.field.name).join(", ") }));
    wrong[0].input.focus();
    return;
  }
  const body = rowJson(), whom = model;
  const slow = setTimeout(() => answer.replaceChildren(element("div", { className: "note" }, word("asking"))), 300);
  try {
    const response = await fetch(path(), { method: "POST", headers: { "Content-Type": "application/json" }, body })
      .catch(() => { throw new Error(word("silent")); });
    const said = await response.json().catch(() => { throw new Error(word("odd", { status: response.status })); });
    if (!response.ok) throw new Error(said.error);
    if (whom !== model) return;
    last = { body, prediction: said.predictions[0] };
    present(body !== rowJson());
  } catch (problem) {
    last = null;
    fail(problem.message);
  } finally {
    clearTimeout(slow);
    answer.scrollIntoView({ block: "nearest" });
  }
}

/* Answers */

function present(old = false) {
  const { prediction, probabilities } = last.prediction, shown = [];
  const value = probabilities ? prediction : prediction === null ? "NaN" : short(prediction);
  shown.push(element("div", { className: "what" }, model.target), element("div", { className: "value" }, value));
  const classes = Object.entries(probabilities ?? {}).sort((a, b) => b[1] - a[1]);
  for (const [name, p] of classes.slice(0, 10)) {
    const filled = element("div");
    filled.style.width = 100 * p + "%";
    shown.push(element("div", { className: "class" }, element("span", {}, name),
      element("b", {}, p.toLocaleString(language, { style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1 }))),
      element("div", { className: "track", ariaHidden: "true" }, filled));
  }
  if (classes.length > 10) shown.push(element("div", { className: "note" }, word("more", { count: classes.length - 10 })));
  const parts = [element("div", { className: old ? "old" : "" }, ...shown)];
  if (old) parts.push(element("div", { className: "note" }, word("old")));
  answer.replaceChildren(...parts);
}

function fail(message) {
  answer.replaceChildren(element("div", { className: "error", role: "alert" }, message));
}

/* The page */

function fill(row) {
  for (const made of controls) made.set(row[made.field.name] ?? "");
  changed();
}

function fact(name, value) {
  return value === "" ? [] : [element("div", {}, element("dt", {}, word(name)), " ", element("dd", {}, value))];
}

function show(row = model.example) {
  document.documentElement.lang = language === "zh" ? "zh-CN" : language;
  document.title = model.name + " · Lepton";
  for (const labelled of document.querySelectorAll("[data-word]")) labelled.textContent = word(labelled.dataset.word);
  at("title").textContent = model.name;
  at("picker").hidden = models.length < 2;
  at("facts").replaceChildren(...fact("target", model.target), ...fact("task", word(model.task)),
    ...fact("score", model.score), ...fact("inputs", String(model.fields.length)), ...fact("version", model.version));
  at("languages").replaceChildren(...Object.keys(words).map(tag => element("button",
    { type: "button", lang: tag, ariaPressed: String(tag === language), onclick: () => speak(tag) }, words[tag].language)));
  const name = encodeURIComponent(model.name);
  at("paths").textContent = word("paths", { rows: "POST " + path(), infer: "POST /v2/models/" + name + "/infer" });
  controls = model.fields.map(control);
  fields.replaceChildren(...controls.map(made => made.box));
  fill(row);
  if (last) present(last.body !== rowJson());
  else answer.replaceChildren(element("div", { className: "note" }, word("asks")));
}

function speak(tag) {
  const row = Object.fromEntries(controls.map(made => [made.field.name, made.text()]));
  language = tag;
  try { localStorage.setItem("lepton.language", tag); } catch { /* then it lasts as long as the page */ }
  show(row);
  at("languages").querySelector("[aria-pressed=true]").focus();
}

choose.append(...models.map(m => new Option(m.name, m.name, false, m === model)));
choose.addEventListener("change", () => {
  model = models[choose.selectedIndex];
  last = null;
  history.replaceState(null, "", "?" + new URLSearchParams({ model: model.name }));
  show();
});
form.addEventListener("input", changed);
form.addEventListener("change", changed);
form.addEventListener("submit", predict);
form.addEventListener("keydown", event => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
});
at("example").addEventListener("click", () => fill(model.example));
at("clear").addEventListener("click", () => { fill({}); controls[0]?.input.focus(); });
at("copy").addEventListener("click", async () => {
  try { await navigator.clipboard.writeText(curl.textContent); at("copy").textContent = word("copied"); }
  catch { getSelection().selectAllChildren(curl); }  // without leave to write, the text is at least selected
});
show();
if (location.hash === "#try") form.requestSubmit();
