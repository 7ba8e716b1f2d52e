// The editor of YASGUI. Its table of results is left out: ours is sortable by keyboard and keeps the strict
// Content-Security-Policy.
export { Yasqe } from "@zazuko/yasqe";
