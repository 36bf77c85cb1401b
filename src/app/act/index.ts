/** What changes something: a command carried out, what is said of it, reminders, where cases are followed, accounts. */
export { addAccount, addressees, isSame, ownChats, undoPairing, wasUndone } from './accounts.ts'
export { openThread, redraw, sendTo, tellAbout, tellThreadMissed } from './enqueue.ts'
export { execute } from './execute.ts'
export { foldAtStart, foldOnce, isList, keepList } from './fold.ts'
export { isFollowedFrom, loseOrigin, loseTenant } from './followed.ts'
export { waitsUntil } from './hours.ts'
export { remindOnce } from './remind.ts'
export { tellOfThoseWhoLeft } from './those-who-left.ts'
