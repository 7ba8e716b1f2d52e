// The drawing of networks, with a layout that settles a thousand ties in a second.
import cytoscape from "cytoscape";
import fcose from "cytoscape-fcose";

cytoscape.use(fcose);
export { cytoscape };
