/** What of each command is content: words about a child or a family. Types and a table; `decide.ts` judges by it. */
import type { Command } from './case.ts'
import type { WordField } from './ids.ts'
import type { CommandType } from './permission.ts'

type Content<C> = [WordField<C>] extends [never] ? boolean : true | Record<WordField<C>, boolean>

/**
 * What of a command is content, which the family must have agreed to keep and a paper case never keeps: all of it, or some of
 * its words, without which it can be done. Why something was asked, refused, taken back, put off, called off, taken up or opened can always be
 * said, and the field asks that it does not describe the child. Why a case is closed is a code, which is always given; the summary is content.
 * What a consent says is kept with it.
 */
export const writesContent: { [T in CommandType]: Content<Extract<Command, { type: T }>> } = {
  'concern.talk': false,
  'concern.ask': { text: false },
  // Judged by itself: whoever was asked learns nothing of consents.
  'concern.answer': { text: false },
  'concern.take-over': false,
  'concern.name': false,
  'concern.conclude': { reason: false, keepReason: false },
  'consent.request': false,
  'consent.name-signers': { reason: false },
  'consent.record': { excludedPersons: false, purpose: false, childView: false },
  'consent.refuse': { reason: false },
  'consent.withdraw': { reason: false },
  'consent.narrow': false,
  'level.propose': { reason: true },
  'level.withdraw': false,
  'level.decide': { reason: true, view: true, without: false },
  'level.lapse': false,
  'baton.offer': false,
  'baton.accept': false,
  'baton.decline': { reason: false },
  'baton.withdraw': false,
  'baton.name': false,
  'baton.deputize': false,
  'baton.end-deputy': false,
  'goal.set': true,
  'goal.finish': false,
  'measure.add': true,
  'measure.evaluate': { note: true, childView: true },
  'measure.postpone': { reason: false },
  'measure.reassign': true,
  'follow-up.add': true,
  'follow-up.done': false,
  'follow-up.postpone': { reason: false },
  'follow-up.reassign': true,
  'meeting.set': false,
  'meeting.postpone': { reason: false },
  'meeting.hold': { minutes: true, childView: true },
  'meeting.cancel': { reason: false },
  'note.add': true,
  'note.correct': true,
  'transition.plan': false,
  'transition.receive': false,
  'case.open-on-paper': false,
  'case.close': { summary: true },
  'case.reopen': { reason: false },
  'case.shield': false,
  'case.advise': { text: false },
  'case.recuse': false,
  'case.unseal': { reason: false },
  'participant.add': false,
  'participant.remove': false,
  'participant.leave': false,
  'presence.note': false,
  'service.man': false,
  'report.record': false,
  'reminder.send': false,
  'reminder.postpone': { reason: false },
  'breach.note': false,
  'breach.explain': false,
  'nudge.send': false,
  'family.invite': { name: false },
  'family.arrive': false,
  'family.confirm': false,
  'family.refuse': false,
  'family.shut-out': { reason: false },
  'family.let-in': { reason: false },
  'family.release': { reason: false },
  'family.clear': false,
  // What somebody says of their own log is theirs to have kept; that something is wrong, or to end, can always be said.
  'family.write': true,
  'family.ask-correction': { text: false },
  'family.say': true,
  'family.ask-end': { text: false },
  'family.hear': false,
}
