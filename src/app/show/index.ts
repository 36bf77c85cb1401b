/** What is looked at: a case, its plan and consents, a person's own list and page, help, and every card that is sent. Reads and changes nothing. */
export type { Spot } from './about.ts'
export { showCase, showMenu } from './case.ts'
export { showFamily } from './case-family.ts'
export { showConsents } from './consents.ts'
export { drawNewer, waitsFor, withoutRoom } from './digest.ts'
export { drawFor, drawSent, drawShared } from './draw.ts'
export { drawClosed } from './draw-closed.ts'
export { drawProposal } from './draw-proposal.ts'
export type { Drawn, MaybeDrawn } from './drawn.ts'
export {
  asksForChild,
  type FamilyFilled,
  isTheirsToTakeBack,
  lastDay,
  longestText,
  questionFor,
  showEnterForm,
  showFamilyForm,
} from './family-form.ts'
export { type FamilyCase, showFamilyHome, showFamilyLog, wayTo } from './family-log.ts'
export { showFamilyConsents, showFamilyReaders } from './family-readers.ts'
export { showFolded } from './folded.ts'
export { greet, reportHelp } from './help.ts'
export { showHome } from './home.ts'
export { readLeave, showLeave, stillLent } from './leave.ts'
export { showList } from './list.ts'
export { listedAs, pageIn, showMine } from './mine.ts'
export { withNav } from './nav.ts'
export { nextUp, nothingNext } from './next-up.ts'
export { showOverview, showPublicOverview } from './overview.ts'
export { showPlan } from './plan.ts'
export { showHistory, showReaders } from './record.ts'
export { readSettings, showSettings } from './settings.ts'
export { leadsItself, readStandIn, showStandIn } from './stand-in.ts'
