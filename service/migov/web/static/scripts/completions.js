// What the editor completes: our prefixes, and the classes and properties that the graph uses. All of
// it is asked of this service; the editor's own look-ups on other hosts are replaced.

const TERMS = `PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
SELECT DISTINCT ?kind ?term {
  { ?a ?term ?b BIND("property" AS ?kind) }
  UNION { ?a rdf:type ?term BIND("class" AS ?kind) }
  UNION { VALUES ?type { owl:ObjectProperty owl:DatatypeProperty } ?term a ?type BIND("property" AS ?kind) }
  UNION { ?term a owl:Class BIND("class" AS ?kind) }
  FILTER(isIRI(?term))
}`;

let asked;

/** The IRIs in use, by kind; asked once, and only when somebody completes. */
async function terms(kind) {
  asked ??= fetch("/sparql", {
    method: "POST",
    headers: { "Content-Type": "application/sparql-query", Accept: "application/sparql-results+json" },
    body: TERMS,
  }).then((response) => response.json());
  const { results } = await asked;
  return results.bindings.filter((row) => row.kind.value === kind).map((row) => row.term.value).sort();
}

/** Registers "our-prefixes", "our-properties" and "our-classes" with the editor. */
export function completions(Yasqe, prefixes) {
  const fork = (from, name, config) => Yasqe.forkAutocompleter(from, { name, persistenceId: null, ...config }, false);
  fork("prefixes", "our-prefixes", {
    get: () => Object.entries(prefixes).map(([prefix, namespace]) => `${prefix}: <${namespace}>`).sort(),
  });
  for (const [from, name, kind] of [
    ["property", "our-properties", "property"],
    ["class", "our-classes", "class"],
  ]) {
    fork(from, name, {
      bulk: false,
      get: async (_, token) => {
        const typed = token?.autocompletionString ?? token?.string ?? "";
        // Any part of a name finds it: "chair" finds mg:chairOf.
        const bare = typed.toLowerCase();
        return (await terms(kind)).filter((iri) => iri.startsWith(typed) || iri.toLowerCase().includes(bare));
      },
    });
  }
}
