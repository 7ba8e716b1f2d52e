// Elements without markup in strings: text stays text, by any author.

/** An element of HTML with attributes (functions become listeners) and children. */
export function make(tag, attributes = {}, ...children) {
  return filled(document.createElement(tag), attributes, children);
}

/** The same of SVG. */
export function draw(tag, attributes = {}, ...children) {
  return filled(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);
}

function filled(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name, value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value != null) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child != null));
  return element;
}

const BASE = "https://w3id.org/migov/";

/** The address on this service of an IRI of ours; any other IRI is its own address. */
export function local(iri) {
  return iri.startsWith(BASE) ? `/${iri.slice(BASE.length)}` : iri;
}

/** A link, or plain text where the IRI is none that a browser should follow. */
export function link(iri, text) {
  return /^https?:/.test(iri) ? make("a", { href: local(iri) }, text) : make("span", {}, text);
}
