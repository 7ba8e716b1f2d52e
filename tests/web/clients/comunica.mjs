// What Comunica reads at an address, as N-Triples: `node comunica.mjs ADDRESS`.
//
// It asks for N-Quads first, where every triple stands in the graph of its source; so the graphs are
// read as one.
import { QueryEngine } from "@comunica/query-sparql";

const quoted = { "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/** A term of RDF/JS in N-Triples. */
function written(term) {
  if (term.termType === "NamedNode") return `<${term.value}>`;
  if (term.termType === "BlankNode") return `_:${term.value}`;
  const text = `"${term.value.replace(/[\\"\n\r\t]/g, (character) => quoted[character])}"`;
  return term.language ? `${text}@${term.language}` : `${text}^^<${term.datatype.value}>`;
}

const quads = await new QueryEngine().queryQuads("CONSTRUCT WHERE { ?s ?p ?o }", {
  sources: [process.argv[2]],
  unionDefaultGraph: true,
});
for await (const { subject, predicate, object } of quads) {
  console.log(`${[subject, predicate, object].map(written).join(" ")} .`);
}
