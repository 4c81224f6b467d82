// Looks at a page as a browser shows it, and tells what keeps people from reading it: what axe-core finds, where the page
// has it, and what it does not look at.
(function () {
  "use strict";
  const findings = [];
  const find = (what, element) => findings.push(what + ": " + element.outerHTML.slice(0, 120));
  const all = (selector) => Array.from(document.querySelectorAll(selector));
  const shown = (element) => element.getClientRects().length > 0;
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) {
    findings.push("the page is " + root.scrollWidth + " wide in a window of " + root.clientWidth);
  }
  const channels = (colour) => colour.match(/[\d.]+/g).map(Number);
  const luminance = (colour) => {
    const part = colour.slice(0, 3).map((value) => value / 255)
      .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
    return 0.2126 * part[0] + 0.7152 * part[1] + 0.0722 * part[2];
  };
  const contrast = (one, other) => {
    const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
  const background = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = channels(getComputedStyle(at).backgroundColor);
      if (colour.length < 4 || colour[3] > 0) {
        return colour;
      }
    }
    return [255, 255, 255];
  };
  all("svg text").filter(shown).forEach((text) => {
    if (contrast(channels(getComputedStyle(text).fill), background(text)) < 4.5) {
      find("the text is hard to tell from what is behind it", text);
    }
  });
  all("table").forEach((table) => {
    if (!table.querySelector("thead th[scope=col]") || table.querySelector("tbody tr > :first-child:not(th[scope=row])")) {
      find("a table has cells without a heading", table);
    }
  });
  all("svg text").filter(shown).forEach((text) => {
    if (text.getBoundingClientRect().height < 8) {
      find("a text of a drawing is too small to read", text);
    }
    const box = text.getBoundingClientRect();
    const frame = text.ownerSVGElement.getBoundingClientRect();
    if (box.left < frame.left - 1 || box.right > frame.right + 1) {
      find("a text of a drawing is cut off", text);
    }
  });
  const ids = all("[id]").map((element) => element.id);
  ids.filter((id, at) => ids.indexOf(id) !== at).forEach((id) => findings.push("the id " + id + " is used twice"));
  const tell = () => parent.postMessage(JSON.stringify({ width: root.clientWidth, findings: findings }), "*");
  if (!window.axe) {
    tell();
    return;
  }
  axe.run({ rules: { "td-has-header": { enabled: true } } })
    .then((results) => results.violations.forEach((violation) => violation.nodes.forEach((node) =>
      findings.push(violation.id + ", " + violation.help + ": " + node.html.slice(0, 120)))))
    .catch((error) => findings.push("axe-core failed: " + error))
    .then(tell);
})();
