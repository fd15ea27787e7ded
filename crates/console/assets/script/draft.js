// Keeps what is typed into a report's form in this browser until it is saved, and offers it again
// after a crash or a session that ended. The form works without this file.

const form = document.querySelector("form[data-draft]");
const offer = document.querySelector("[data-draft-offer]");
const key = form?.dataset.draft;
// Fields a person types into; the others are the page's.
const fields = () => [...form.elements].filter(
  (field) => /^(chargeable|comment|confirm)(-|$)/.test(field.name) && field.type !== "hidden" && !field.hidden,
);
const value = (field) => (field.type === "checkbox" ? field.checked : field.value);
const original = (field) => {
  if (field.type === "checkbox") return field.defaultChecked;
  const was = form.elements[`was-${field.name}`];
  return was ? was.value : field.defaultValue;
};
const same = (a, b) => String(a).replace(/\r\n/g, "\n").trim() === String(b).replace(/\r\n/g, "\n").trim();
const changed = () => fields().filter((field) => !same(value(field), original(field)));

const read = () => {
  try { return JSON.parse(localStorage.getItem(key)); } catch { return null; }
};
// Whoever signs out, here or in another tab, leaves nothing behind.
let ended = false;
addEventListener("storage", (event) => { if (event.key === null || event.key === "signed-out") ended = true; });
document.addEventListener("submit", (event) => {
  if (event.target.getAttribute("action") === "/sign-out") ended = true;
});
const keep = () => {
  if (ended) return;
  try {
    const values = changed().map((field) => [field.name, value(field)]);
    if (values.length === 0) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify({ at: Date.now(), values }));
  } catch { /* A browser that keeps nothing keeps this neither. */ }
};

let sending = false;
let timer;
const start = () => {
  const kept = read();
  // What the page has already, saved or sent back, need not be offered.
  const news = (kept?.values ?? []).filter(([name, text]) => {
    const field = form.elements[name];
    return field && !same(value(field), text);
  });
  if (news.length > 0 && changed().length === 0) {
    const when = offer.querySelector("[data-draft-when]");
    const words = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" });
    when.textContent = when.dataset.draftWhen.replace("#", words.format(new Date(kept.at)));
    offer.hidden = false;
    offer.querySelector("[data-draft-restore]").addEventListener("click", () => {
      for (const [name, text] of news) {
        const field = form.elements[name];
        if (field.type === "checkbox") field.checked = text;
        else field.value = text;
      }
      offer.hidden = true;
      form.dispatchEvent(new Event("restored"));
      fields().find((field) => field.name === news[0][0])?.focus();
    });
    offer.querySelector("[data-draft-discard]").addEventListener("click", () => {
      try { localStorage.removeItem(key); } catch { /* Nothing was kept. */ }
      offer.hidden = true;
      form.querySelector("input[type=text]")?.focus();
    });
  } else if (kept && news.length === 0 && changed().length === 0) {
    keep();
  }
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(keep, 300);
  });
  form.addEventListener("submit", () => { clearTimeout(timer); keep(); sending = true; });
  addEventListener("pageshow", () => { sending = false; });
  addEventListener("pagehide", () => { if (changed().length > 0) keep(); });
  addEventListener("beforeunload", (event) => {
    if (!sending && changed().length > 0) event.preventDefault();
  });
};
if (form && offer) start();
