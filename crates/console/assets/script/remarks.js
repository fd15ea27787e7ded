// The remarks about a line follow what is typed. The page holds every remark that the figure may
// call for (crates/domain/src/remark.rs); the form works without this file.

const form = document.querySelector("form[data-draft]");
const [group, point] = form.elements.language.value === "de" ? [".", ","] : [",", "."];

// Millionths of a unit; null for a text that is no figure, which the server explains.
const micros = (text) => {
  const plain = text.normalize("NFKC").replace(/[\s\u200e\u200f\u2066-\u2069]/g, "");
  const digits = plain.replaceAll(group, "").replace(point, ".");
  const found = /^(\d+)(?:\.(\d{0,6}))?$/.exec(digits);
  return found && BigInt(found[1] + (found[2] ?? "").padEnd(6, "0"));
};
const stored = (text) => {
  const [whole, decimals = ""] = text.split(".");
  return BigInt(whole + decimals.padEnd(6, "0"));
};
const text = (name) => form.elements[name]?.value.replace(/\r\n/g, "\n").trim() ?? "";

const isCommented = (row, id) => {
  const now = text(`comment-${id}`);
  if (now !== text(`was-comment-${id}`)) return now !== "";
  return now !== "" && (row.hasAttribute("data-commented") || form.elements[`confirm-${id}`]?.checked);
};

const remark = (row, id) => {
  const figure = micros(text(`chargeable-${id}`));
  if (figure === null) return null;
  const [provisioned, standard] = [stored(row.dataset.provisioned), stored(row.dataset.default)];
  const isViolation = row.hasAttribute("data-violation");
  const isEdited = figure !== standard;
  const isInFull = isEdited && figure === provisioned;
  if (!isCommented(row, id)) {
    if (isViolation && figure < provisioned) return "violation-needs-comment";
    if (isEdited && !isInFull) return "edit-needs-comment";
  }
  if (isViolation) return isInFull ? "violation-in-full" : "violation";
  if (!isEdited) return "";
  return isInFull ? "in-full" : "edited";
};

const follow = (row) => {
  const id = row.dataset.line;
  const name = remark(row, id);
  const isStored = text(`chargeable-${id}`) === text(`was-chargeable-${id}`);
  for (const shown of row.querySelectorAll("[data-remark]")) {
    const own = shown.dataset.remark;
    // What is said of the stored figure, such as its change against last month.
    if (own === "stored") shown.hidden = !isStored;
    else if (name !== null) shown.hidden = own !== name;
  }
};

form.addEventListener("input", (event) => {
  const row = event.target.closest("tr[data-line]");
  if (row) follow(row);
});
// A browser that comes back to the page, or restores what was typed, says nothing of its fields.
const all = () => form.querySelectorAll("tr[data-line]").forEach(follow);
addEventListener("pageshow", all);
form.addEventListener("restored", all);
