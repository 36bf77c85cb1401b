/** How somebody sees: who looks with what, what may be opened, and facts of a case in their words. Changes nothing. */

export { apart, type Colleague, calledApart, inCaseOf, nameOf, postsHere } from './apart.ts'
export { breachFacts } from './breach.ts'
export { casesOf } from './cases.ts'
export {
  archiveEyes,
  archiveSight,
  type CopySight,
  colleagueSight,
  keeperOf,
  type Maker,
  makerOf,
  mayCopy,
  referralSight,
} from './copy-viewer.ts'
export { custodyFacts, custodyTold, leftTold, monthAsTyped } from './custody.ts'
export {
  ballName,
  byRole,
  decidingIn,
  isMine,
  isTurnOf,
  levelName,
  levelWithin,
  markedToReader,
  nameToReader,
  onceEach,
  responsibleName,
  responsibleNow,
  serviceNames,
  servicesWithin,
  takesPart,
  topicNames,
  topicsWithin,
  toReader,
} from './describe.ts'
export { cameLabel, doerName, heldTexts, memberName, seesFamily, signerName, signerWithin } from './family.ts'
export type { FamilyLook } from './family-readers.ts'
export {
  type FamilyOpened,
  type FamilyViewer,
  openForCopy,
  openForFamily,
  standingOf,
} from './family-viewer.ts'
export { answerMs, foldedAt, forChat, readBy } from './for-chat.ts'
export { agendaIn, calledIn } from './invitation.ts'
export { leaveWithin } from './leave-within.ts'
export { lineArgs, stillHolds } from './line-args.ts'
export { consentSeen, noesSeen, seesAnswer, seesNoes } from './noes.ts'
export {
  isCopy,
  keeper,
  type OpenedByFamily,
  type OpenedCard,
  type OpenedFor,
  openedCards,
} from './opened-for.ts'
export { paceOf } from './pace.ts'
export { familyCalled, presentIn } from './present.ts'
export { readQuestion, wasAsked } from './question.ts'
export { recipientLabels, recipientNames, recipientsWithin, unitsOf } from './recipients.ts'
export { alreadyRecorded, recordedWords, saidWhy } from './recorded-consent.ts'
export { homesThen, reportsSeen, seesReport } from './reports.ts'
export { publicSeatsOf, type Seat, seatsOf, weeklySeatOf } from './seats.ts'
export { nameOfService, staffService } from './staff-of.ts'
export { doneFor } from './standing-in.ts'
export { wordsIn } from './typed-words.ts'
export {
  type Eye,
  endedForThem,
  inLang,
  isOutOf,
  knownRoles,
  knowsWhom,
  lasting,
  lookingAt,
  mayKnowOfDue,
  mayRead,
  named,
  namedWithin,
  type Opened,
  open,
  openCase,
  openWhole,
  personIn,
  type Setting,
  seesExcluded,
  seesOutline,
  seesReaders,
  seesShield,
  settingIn,
  unitName,
  type Viewer,
  viewerFor,
} from './viewer.ts'
