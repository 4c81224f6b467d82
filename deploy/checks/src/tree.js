import {readdirSync} from "node:fs";
import {fileURLToPath} from "node:url";
import {read} from "./template.js";

/** The path of a file of deploy. */
export function path(name) {
  return fileURLToPath(new URL("../../" + name, import.meta.url));
}

export function template(name) {
  return read(path("templates/" + name));
}

export const TEMPLATES = readdirSync(path("templates")).sort();
