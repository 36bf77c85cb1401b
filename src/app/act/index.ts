/** What changes something: a command carried out, what is said of it, reminders, where cases are followed, accounts. */
export { addAccount, addressees, isSame, noteHeard, ownChats, takeAway, undoPairing, wasUndone } from './accounts.ts'
export { countUnasked, digestArrived, digestLost, digestOnce, keepForDigest, settle, whyInDigest } from './digest.ts'
export { recheckAll, recheckOf } from './directory.ts'
export { openThread, redraw, sendTo, tellAbout, tellThreadMissed } from './enqueue.ts'
export { execute } from './execute.ts'
export {
  draftMs,
  foldAtStart,
  foldOnce,
  foldSubmitted,
  isList,
  isNeutral,
  isSameMessage,
  keepList,
  keepWaiting,
} from './fold.ts'
export { isFollowedFrom, loseOrigin, loseTenant } from './followed.ts'
export { atWork, backFrom, isOnLeave, nextWeekly, waitsUntil } from './hours.ts'
export { endLeave, takeLeave, turnLeaves } from './leave.ts'
export { narrowConsents } from './narrow.ts'
export { recheckAtStart } from './recheck.ts'
export { remindOnce } from './remind.ts'
export { keepSummary, shrinkEarlier } from './stale.ts'
export { cutStandIn, endStandIn, nameStandIn, turnStandIns } from './stand-in.ts'
export { beginWeekly, endWeekly, endWeeklyIn, missWeekly, overviewOnce } from './weekly.ts'
