// For comfort: without it the page reads the same.
const links = [...document.querySelectorAll(".contents a")];
const headings = links.map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))));

function markCurrentSection() {
  const atEnd = innerHeight + scrollY >= document.documentElement.scrollHeight - 2;
  const passed = headings.filter((heading) => heading.getBoundingClientRect().top < innerHeight / 4).length;
  const current = links[(atEnd ? links.length : passed) - 1];
  for (const link of links) {
    if (link === current) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}

// What can be scrolled is reached with the keyboard; what fits need not be.
function letFocusWhereNeeded() {
  for (const box of document.querySelectorAll(".scroll[role]")) {
    if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
    else box.removeAttribute("tabindex");
  }
}

if (innerWidth < 1000) document.querySelector(".contents details").open = false;
addEventListener("scroll", markCurrentSection, { passive: true });
addEventListener("resize", letFocusWhereNeeded);
document.fonts.ready.then(letFocusWhereNeeded);
markCurrentSection();
