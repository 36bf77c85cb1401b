/** What the municipality and its people would put into cards, for samples: the fictional Fjordvik in every language. */

import type { Say } from '../../src/wording/index.ts'
import type { Card, Lang } from '../card.ts'
import type { Action, Offer } from '../parts/offer.ts'

/** A card as it can look. `place` says who can see it where it stands; `onPage`: on a page of ours alone, and in no channel. */
export type Sample = {
  card: string
  name: string
  place: 'personal' | 'shared'
  onPage?: true
  /** With other words than Fjordvik's where a test wants to see what becomes of them. */
  draw(say: Say, words?: Words): Card
}

export function personal(card: string, name: string, make: Make): Sample {
  return { card, name, place: 'personal', draw: (say, words = fjordvik(say)) => make(say, words) }
}

export function shared(card: string, name: string, make: Make): Sample {
  return { card, name, place: 'shared', draw: (say, words = fjordvik(say)) => make(say, words) }
}

/** What no channel ever shows. */
export function onPage(card: string, name: string, make: Make): Sample {
  return { ...personal(card, name, make), onPage: true }
}

type Make = (say: Say, words: Words) => Card

export const ref = 'FJ-1001'
export const data = { case: 'case_sample' }
export const holder = 'Ingrid Vik'
export const leader = 'Per Strand'
export const nurse = 'Sunniva Lie'

export function press(action: Action, more: Record<string, string> = {}): Offer {
  return { kind: 'press', action, data: { ...data, ...more } }
}

export function open(action: Action, more: Record<string, string> = {}): Offer {
  return { kind: 'open', action, data: { ...data, ...more } }
}

/** Levels, services, topics and places as the municipality's model names them, and what somebody typed. */
export function fjordvik({ lang }: Say): Words {
  return names[lang]
}

/** `Named` comes from the municipality's model, `Typed` from people. */
export type Words = Named & Typed

export type Named = {
  levels: [string, string, string]
  meanings: [string, string, string]
  /** One at level 0, one that is skipped, and one a log is in. */
  steps: [string, string, string]
  /** What the first and the last of them ask for. */
  asks: [string, string]
  school: string
  health: string
  adviser: string
  topics: [string, string]
  arena: string
  reason: string
  cause: string
  remedy: string
  support: string[]
  reflection: string
  where: string
  phones: { number: string; label: string }[]
  law: string
}

export const typedNames = [
  'about',
  'seen',
  'goal',
  'measure',
  'followUp',
  'purpose',
  'minutes',
  'note',
  'why',
  'voice',
  'question',
  'answer',
  'said',
  'whyOpened',
  'whySkipped',
] as const
type Typed = Record<(typeof typedNames)[number], string>

const nb: Words = {
  levels: ['Nivå 0', 'Nivå 1', 'Nivå 2'],
  meanings: [
    'Undring – vi finner ut om det er grunn til bekymring, sammen med barnet og de foresatte.',
    'Innsats i egen tjeneste.',
    'Samarbeid med én eller to hjelpetjenester.',
  ],
  steps: ['Samtale', 'Felles forståelse', 'Tiltak'],
  asks: [
    'Snakk med barnet og de foresatte, men se meldeplikten først ved mistanke om vold eller overgrep.',
    'Avtal hvem som gjør hva, og når det skal evalueres.',
  ],
  school: 'Skole',
  health: 'Skolehelsetjenesten',
  adviser: 'Pedagogisk-psykologisk tjeneste (PPT)',
  topics: ['Trivsel', 'Læring og utvikling'],
  arena: 'På skolen',
  reason: 'Målet er nådd',
  cause: 'Ventet på familien',
  remedy: 'En ny dag er avtalt',
  whyOpened: 'Skolen skal svare på en klage.',
  whySkipped: 'Det er avklart i et møte før saken ble åpnet.',
  about: 'M.',
  seen: 'M. har vært mye alene i friminuttene de siste tre ukene, og sier lite i timene.',
  goal: 'M. har noen å være sammen med i hvert friminutt.',
  measure: 'Lekegruppe med to medelever tirsdag og torsdag.',
  followUp: 'Ringe hjem fredag og høre hvordan uka har vært.',
  purpose: 'Bli enige om hvem som gjør hva fram til jul.',
  minutes: 'Vi ble enige om å fortsette med lekegruppa og møtes igjen om fire uker.',
  note: 'M. spurte selv om å få bli med på fotball.',
  why: 'Vi har prøvd lekegruppe i åtte uker. Det har hjulpet noe, men M. strever fortsatt i timene.',
  voice: 'M. synes det er fint med lekegruppa, og vil gjerne ha mer hjelp i matte.',
  said: 'mien',
  question: 'Hva har dere prøvd når en elev trekker seg unna i friminuttene?',
  answer: 'Vi hadde god hjelp av faste lekevenner, og av å avtale det med elevene på forhånd.',
  reflection: 'Hva har dere lært som dere vil gjøre mer eller mindre av?',
  support: [
    'Hva har du sett eller hørt? Beskriv det uten å tolke.',
    'Hva fungerer godt, og hva har dere allerede prøvd?',
  ],
  where: 'Meld til barnevernstjenesten i Fjordvik kommune.',
  phones: [{ number: '112', label: 'Politi – når det er fare nå' }],
  law: 'barnevernsloven',
}

const nn: Words = {
  ...nb,
  levels: ['Nivå 0', 'Nivå 1', 'Nivå 2'],
  meanings: [
    'Undring – vi finn ut om det er grunn til uro, saman med barnet og dei føresette.',
    'Innsats i eiga teneste.',
    'Samarbeid med éi eller to hjelpetenester.',
  ],
  steps: ['Samtale', 'Felles forståing', 'Tiltak'],
  asks: [
    'Snakk med barnet og dei føresette, men sjå meldeplikta først ved mistanke om vald eller overgrep.',
    'Avtal kven som gjer kva, og når det skal evaluerast.',
  ],
  school: 'Skule',
  health: 'Skulehelsetenesta',
  adviser: 'Pedagogisk-psykologisk teneste (PPT)',
  arena: 'På skulen',
  cause: 'Venta på familien',
  remedy: 'Ein ny dag er avtalt',
  seen: 'M. har vore mykje åleine i friminutta dei siste tre vekene, og seier lite i timane.',
  goal: 'M. har nokon å vere saman med i kvart friminutt.',
  measure: 'Leikegruppe med to medelevar tysdag og torsdag.',
  followUp: 'Ringje heim fredag og høyre korleis veka har vore.',
  purpose: 'Bli samde om kven som gjer kva fram til jul.',
  minutes: 'Vi vart samde om å halde fram med leikegruppa og møtast att om fire veker.',
  note: 'M. spurde sjølv om å få bli med på fotball.',
  why: 'Vi har prøvd leikegruppe i åtte veker. Det har hjelpt noko, men M. strevar framleis i timane.',
  voice: 'M. synest det er fint med leikegruppa, og vil gjerne ha meir hjelp i matte.',
  said: 'mien',
  whyOpened: 'Skulen skal svare på ein klage.',
  whySkipped: 'Det er avklart i eit møte før saka vart opna.',
  question: 'Kva har de prøvd når ein elev trekkjer seg unna i friminutta?',
  answer: 'Vi hadde god hjelp av faste leikevener, og av å avtale det med elevane på førehand.',
  reflection: 'Kva har de lært som de vil gjere meir eller mindre av?',
  support: ['Kva har du sett eller høyrt? Skildre det utan å tolke.', 'Kva fungerer godt, og kva har de alt prøvd?'],
  where: 'Meld til barnevernstenesta i Fjordvik kommune.',
  phones: [{ number: '112', label: 'Politi – når det er fare no' }],
  law: 'barnevernslova',
}

const en: Words = {
  levels: ['Level 0', 'Level 1', 'Level 2'],
  meanings: [
    'Wondering – we find out together with the child and the guardians whether there is reason for concern.',
    'Effort within one service.',
    'Cooperation with one or two help services.',
  ],
  steps: ['Talk', 'Shared understanding', 'Measures'],
  asks: [
    'Talk with the child and the guardians, but look at the duty to report first where you suspect violence or abuse.',
    'Agree on who does what, and when it is to be evaluated.',
  ],
  school: 'School',
  health: 'School health service',
  adviser: 'Educational-psychological service (PPT)',
  topics: ['Wellbeing', 'Learning and development'],
  arena: 'At school',
  reason: 'The goal is reached',
  cause: 'Waited for the family',
  remedy: 'A new day is agreed',
  whyOpened: 'The school must answer a complaint.',
  whySkipped: 'It was settled in a meeting before the case was opened.',
  about: 'M.',
  seen: 'M. has been alone in most breaks for the last three weeks, and says little in class.',
  goal: 'M. has somebody to be with in every break.',
  measure: 'A play group with two classmates on Tuesdays and Thursdays.',
  followUp: 'Call home on Friday and hear how the week has been.',
  purpose: 'To agree on who does what until Christmas.',
  minutes: 'We agreed to go on with the play group and meet again in four weeks.',
  note: 'M. asked to join the football group.',
  why: 'We have tried a play group for eight weeks. It has helped somewhat, but M. still struggles in class.',
  voice: 'M. likes the play group, and would like more help with maths.',
  said: 'mien',
  question: 'What have you tried when a pupil keeps away from the others in breaks?',
  answer: 'Fixed play friends helped us a lot, and agreeing on it with the pupils beforehand.',
  reflection: 'What have you learned that you want to do more or less of?',
  support: [
    'What have you seen or heard? Describe it without interpreting.',
    'What works well, and what have you already tried?',
  ],
  where: 'Report to the child welfare service of Fjordvik.',
  phones: [{ number: '112', label: 'Police – when there is danger now' }],
  law: 'the Child Welfare Act',
}

const names: Record<Lang, Words> = { nb, nn, en }

/** A name as it stands inside a sentence. */
export function within(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1)
}

/** What the case knows of a child's parents, as the app would say it. */
export function custody(say: Say): { label: string; value: string }[] {
  const what = say('fact.custody.value', { guardians: 'two', care: 'guardians' })
  const value = say('fact.told-by', { what, by: holder, day: say.day('2026-11-10') })
  return [
    { label: say('fact.custody'), value },
    { label: say('field.born'), value: '2016-03' },
  ]
}
