// The texts that scripts put into a page, in the page's language; English stands in the scripts themselves.

const language = document.documentElement.lang;
/** How dates and numbers are written: as the server does, with European digits in Arabic too. */
export const LOCALE = { en: "en-GB", ar: "ar-u-nu-latn" }[language] ?? language;
const words = language === "en" ? {} : await translations();

/** The translation of `text`, with `%(name)s` replaced by values; the text itself where there is none. */
export function gettext(text, values = {}) {
  return (words[text] ?? text).replace(/%\((\w+)\)s/g, (whole, name) => values[name] ?? whole);
}

/** A date in ISO 8601 in words, as exact as it is known. */
export function dated(text) {
  const [year, month, day] = text.split("-").map(Number);
  if (!month) return text;
  const options = { year: "numeric", month: "short", timeZone: "UTC", ...(day ? { day: "numeric" } : {}) };
  return new Intl.DateTimeFormat(LOCALE, options).format(Date.UTC(year, month - 1, day || 1));
}

async function translations() {
  try {
    const response = await fetch(`/static/words/${language}.json`);
    return response.ok ? await response.json() : {};
  } catch {
    // Left for the next page, or the service is away: English will do.
    return {};
  }
}
