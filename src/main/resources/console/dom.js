// Makes elements. Text becomes text, whatever it looks like: nothing here, and nothing else on this page, reads HTML.

const SVG = 'http://www.w3.org/2000/svg';

/** An element with attributes; those that are null or false are left out, functions listen to the event they are named for. */
export function element(name, attributes = {}, ...children) {
  return fill(document.createElement(name), attributes, children);
}

/** The same for a picture. */
export function shape(name, attributes = {}, ...children) {
  return fill(document.createElementNS(SVG, name), attributes, children);
}

export function byId(id) {
  return document.getElementById(id);
}

let silence = null;

/** Says something for a while, also to those who do not see the page. */
export function announce(text) {
  clearTimeout(silence);
  byId('announcement').textContent = text;
  silence = setTimeout(() => byId('announcement').replaceChildren(), 10_000);
}

/** A word in a coloured frame; the word tells as much as the colour. */
export function badge(word, mood) {
  return element('span', {class: 'state ' + mood}, word);
}

function fill(made, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') {
      made.addEventListener(name, value);
    } else if (value !== null && value !== undefined && value !== false) {
      made.setAttribute(name, value === true ? '' : value);
    }
  }
  made.append(...children.flat().filter(child => child !== null && child !== undefined));
  return made;
}
