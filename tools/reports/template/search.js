// Sections that hold all words that are looked for, those with more of them in their heading first.
const status = document.getElementById("status");
const list = document.getElementById("found");
const field = document.querySelector(".bar input");
const escaped = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

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
  for (const { page, title, id, heading, text } of found) {
    const near = Math.max(0, text.toLowerCase().indexOf(words[0]) - 80);
    const at = near && text.indexOf(" ", near) + 1; // where a word begins
    let piece = escaped(text.slice(at, at + 240));
    for (const word of words) {
      piece = piece.replace(new RegExp(escaped(word).replace(/[.*+?^${}()|[\]\\]/g, "\\$&"), "gi"), "<mark>$&</mark>");
    }
    const item = document.createElement("li");
    item.innerHTML = `<a href="${page}.html#${encodeURIComponent(id)}">${escaped(title)}${heading ? `: ${escaped(heading)}` : ""}</a><p>${at ? "…" : ""}${piece}…</p>`;
    list.append(item);
  }
}

field.value = new URLSearchParams(location.search).get("q") ?? "";
field.addEventListener("input", () => search(field.value));
search(field.value);
