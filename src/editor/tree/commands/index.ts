/** What the commands do. The feature loads this module when the first of them is run. */
export { onAgent } from './agent-commands.ts';
export { copyFix, copyId } from './copying.ts';
export { askForFilter } from './ask-for-filter.ts';
export {
  compareNode,
  openInPortal,
  refreshNode,
  retryNode,
  showAssignments,
  showMore,
} from './node-commands.ts';
export { revealBicep } from './reveal-bicep.ts';
