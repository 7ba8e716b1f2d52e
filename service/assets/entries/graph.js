// The drawing of networks.
export { default as cytoscape } from "cytoscape";
