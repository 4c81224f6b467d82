import {readFileSync, writeFileSync} from "node:fs";
import {EXAMPLES} from "./emr.js";
import {path} from "./tree.js";

export const GUIDE = path("../docs/guides/emr.md");

/** A guide with each example between its marks as it is to be. Throws when an example has no place. */
export function rendered(text) {
  return Object.entries(EXAMPLES).reduce((page, [name, example]) => {
    const place = new RegExp(`(<!-- ${name}: begin -->\n)[^]*?(<!-- ${name}: end -->)`);
    if (!place.test(page)) {
      throw new Error(`docs/guides/emr.md has no place for ${name}`);
    }
    return page.replace(place, (all, begin, end) => `${begin}\`\`\`\n${example}\n\`\`\`\n${end}`);
  }, text);
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  writeFileSync(GUIDE, rendered(readFileSync(GUIDE, "utf8")));
}
