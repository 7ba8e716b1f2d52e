// The SPARQL editor and its results, as one module.
export { Yasqe } from "@zazuko/yasqe";
export { Yasr } from "@zazuko/yasr";
