// Sections that hold all words that are looked for, those with more of them in their heading first.
const status = document.getElementById("status");
const list = document.getElementById("found");
const field = document.querySelector(".bar input");
const escaped = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

// For a word that no page has, the one most like it that some page has: up to two letters differ.
const vocabulary = new Map();
for (const word of sections.flatMap(([, title, , heading, text]) => `${title} ${heading} ${text}`.toLowerCase().match(/[a-z]{3,}/g) ?? [])) {
  vocabulary.set(word, (vocabulary.get(word) ?? 0) + 1);
}
function nearest(word) {
  if (word.length < 4 || vocabulary.has(word)) return word;
  const known = [...vocabulary].map(([other, count]) => ({ other, count, apart: distance(word, other) }));
  const best = known.reduce((a, b) => (b.apart < a.apart || (b.apart === a.apart && b.count > a.count) ? b : a));
  return best.apart <= 2 ? best.other : word;
}
function distance(one, other) {
  let row = [...Array(other.length + 1).keys()];
  for (let i = 0; i < one.length; i++) {
    const next = [i + 1];
    for (let j = 0; j < other.length; j++) next.push(Math.min(next[j] + 1, row[j + 1] + 1, row[j] + (one[i] !== other[j])));
    row = next;
  }
  return row.at(-1);
}

function search(query) {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  list.replaceChildren();
  if (!words.length) return;
  const count = (text, word) => text.toLowerCase().split(word).length - 1;
  const found = sections
    .map(([page, title, id, heading, text]) => {
      const scores = words.map((word) => 10 * count(`${title} ${heading}`, word) + count(text, word));
      return { page, title, id, heading, text, score: Math.min(...scores) && scores.reduce((a, b) => a + b) };
    })
    .filter((one) => one.score)
    .sort((a, b) => b.score - a.score)
    .slice(0, 30);
  status.textContent = `${found.length || "No"} section${found.length === 1 ? "" : "s"} with “${query}”`;
  const meant = found.length ? query : words.map(nearest).join(" ");
  if (!found.length && meant !== words.join(" ")) {
    const link = document.createElement("a");
    link.href = `?q=${encodeURIComponent(meant)}`;
    link.textContent = meant;
    status.append(". Did you mean ", link, "?");
  }
  const marked = new RegExp(words.map((word) => escaped(word).replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|"), "gi");
  for (const { page, title, id, heading, text } of found) {
    const near = Math.max(0, text.toLowerCase().indexOf(words[0]) - 80);
    const at = near && text.indexOf(" ", near) + 1; // where a word begins
    const end = text.indexOf(" ", at + 240);
    const piece = escaped(text.slice(at, end < 0 ? text.length : end)).replace(marked, "<mark>$&</mark>");
    const item = document.createElement("li");
    item.innerHTML = `<a href="${page}.html#${encodeURIComponent(id)}">${escaped(title)}${heading ? `: ${escaped(heading)}` : ""}</a><p>${at ? "…" : ""}${piece}${end < 0 ? "" : "…"}</p>`;
    list.append(item);
  }
}

field.value = new URLSearchParams(location.search).get("q") ?? "";
field.addEventListener("input", () => search(field.value));
search(field.value);
