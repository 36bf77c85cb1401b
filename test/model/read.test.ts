/** A municipality's file over its preset: what comes out, and what is said when it is wrong. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { ModelError, presetNames, readModel, readModels } from '../../src/model/read.ts'
import { encoded, encodings } from '../support/encoded.ts'

const folder = mkdtempSync(join(tmpdir(), 'stafett-model-'))
afterAll(() => rmSync(folder, { recursive: true }))
const path = join(folder, 'strandby.yaml')
const standard = 'src/model/standard.yaml'
const head = 'extends: standard\nmunicipality: { code: strandby, name: Strandby kommune }\nrefPrefix: ST\n'

function model(rest: string, start = head) {
  writeFileSync(path, start + rest)
  return readModel(path)
}

/** The problems as `line text`, or `preset:line text` where the preset is pointed at. */
function problems(rest: string, start = head): string[] {
  try {
    model(rest, start)
  } catch (error) {
    if (!(error instanceof ModelError)) throw error
    return error.problems.map(({ file, line, text }) => `${file === path ? '' : 'preset:'}${line} ${text}`)
  }
  return []
}

function lineIn(file: string, start: string): number {
  return (
    readFileSync(file, 'utf8')
      .split('\n')
      .findIndex((line) => line.startsWith(start)) + 1
  )
}

describe('a municipality that decides nothing itself', () => {
  it('gets the preset whole', () => {
    const { municipality, refPrefix, lang, policy, names } = model('')
    expect({ municipality, refPrefix, lang }).toEqual({
      municipality: { code: 'strandby', name: 'Strandby kommune' },
      refPrefix: 'ST',
      lang: 'nb',
    })
    expect(policy.deadlines.concernDecisionDays).toBe(14)
    expect(names.levels[2]).toEqual({ nb: 'nivå 2', nn: 'nivå 2', en: 'level 2' })
  })
})

describe('what a municipality decides', () => {
  it('is laid over the preset key by key', () => {
    const { policy, names } = model(
      'policy: { deadlines: { familyTalkDays: 9 } }\nnames: { topics: { other: { nb: Noe annet } } }',
    )
    expect(policy.deadlines).toMatchObject({ familyTalkDays: 9, concernDecisionDays: 14 })
    expect(names.topics.other).toEqual({ nb: 'Noe annet', nn: 'anna', en: 'other' })
  })

  it('replaces lists whole', () => {
    expect(model('policy: { services: [skole, ppt] }').policy.services).toEqual(['skole', 'ppt'])
  })

  it('takes a key out by giving it no value', () => {
    const { names, policy } = model(
      'names: { closeReasons: { moved: } }\npolicy: { reminders: { special: { no-holder: ~ } } }',
    )
    expect(Object.keys(names.closeReasons)).toEqual(expect.arrayContaining(['goal-reached', 'other']))
    expect(names.closeReasons).not.toHaveProperty('moved')
    expect(policy.reminders.special).not.toHaveProperty('no-holder')
  })

  it('may add a service of its own', () => {
    const rest =
      'policy: { services: [skole, logoped] }\nnames: { services: { logoped: { nb: Logoped, nn: Logoped, en: Speech therapist } } }'
    expect(model(rest).names.services.logoped?.en).toBe('Speech therapist')
  })

  it('may stand without a preset, if it is complete', () => {
    const whole = readFileSync(standard, 'utf8')
    expect(model(whole, head.replace('extends: standard\n', '')).policy.ageLimit).toBe(23)
    expect(problems('', head.replace('extends: standard\n', ''))).toContain('1 policy is missing')
    expect(problems('', head.replace('extends: standard\n', ''))).toContain(
      '1 extends is missing: begin with extends: standard, and name only what differs',
    )
  })
})

describe('what an editor makes of the file', () => {
  it.each(encodings)('is read as well in %s', (encoding) => {
    writeFileSync(path, encoded(`${head.replace('Strandby kommune', 'Åfjord kommune')}lang: nn\r\n`, encoding))
    expect(readModel(path)).toMatchObject({ lang: 'nn', municipality: { name: 'Åfjord kommune' } })
  })
})

describe('a wrong value', () => {
  it.each([
    [
      'policy: { deadlines: { familyTalkDays: soon } }',
      '4 policy.deadlines.familyTalkDays must be a whole number, but is "soon"',
    ],
    ['policy: { deadlines: { familyTalkDays: 0 } }', '4 policy.deadlines.familyTalkDays must be at least 1, but is 0'],
    [
      'policy: { deadlines: { familyTalkDays: -3 } }',
      '4 policy.deadlines.familyTalkDays must be at least 1, but is -3',
    ],
    [
      'policy: { deadlines: { familyTalkDays: 1.5 } }',
      '4 policy.deadlines.familyTalkDays must be a whole number, but is 1.5',
    ],
    ['policy:\n  deadlines:\n    familyTalkDays:', '6 policy.deadlines.familyTalkDays is missing'],
    ['lang: no', '4 lang must be one of nb, nn, en, but is "no"; did you mean nb?'],
    ['names: { arenas: [] }', '4 names.arenas must be a group of keys, but is a list'],
    [
      'reportHelp: { phone: [{ number: 112, label: { nb: P, nn: P, en: P } }] }',
      '4 reportHelp.phone[0].number must be text, but is 112; put it in quotes',
    ],
    ['names:\n  supportQuestions: []', '5 names.supportQuestions must have at least 3 entries'],
    [
      'names: { topics: { other: { nb: "010107\\u00a050160" } } }',
      '4 names.topics.other.nb must hold no national identity number, but is a text with one',
    ],
    ['names: { topics: { other: { nb: "\\u200b\\u3164" } } }', '4 names.topics.other.nb must not be empty'],
    ['names: { topics: { other: { nb: " " } } }', '4 names.topics.other.nb must not be empty'],
  ])('%j is told with its line', (rest, said) => {
    expect(problems(rest)).toEqual([said])
  })

  it('of the municipality itself is told', () => {
    const start = head.replace('refPrefix: ST', 'refPrefix: Strand').replace('code: strandby', 'code: Strandby')
    expect(problems('', start)).toEqual([
      expect.stringMatching(/^2 municipality\.code must be a code/),
      expect.stringMatching(/^3 refPrefix must be two to four capitals/),
    ])
  })

  it('is one of many, and all are told in the order of the file', () => {
    const said = problems('lang: xx\npolicy:\n  agelimit: 3\n  workingHours: { from: "8" }\ntimeZone: Oslo')
    expect(said.map((line) => line.split(' ').slice(0, 2).join(' '))).toEqual([
      '4 lang',
      '6 policy.agelimit',
      '7 policy.workingHours.from',
      '8 timeZone',
    ])
  })

  it('stands in the message with file and line', () => {
    expect(() => model('lang: xx')).toThrow(`${path}:4 lang must be one of`)
  })
})

describe('an unknown key', () => {
  it.each([
    ['polcy: {}', '4 polcy is not a known key; did you mean policy?'],
    [
      'policy: { deadlines: { familytalkdays: 3 } }',
      '4 policy.deadlines.familytalkdays is not a known key; did you mean familyTalkDays?',
    ],
    [
      'policy: { reminders: { special: { mesure-due: { beforeWorkingDays: 1 } } } }',
      '4 policy.reminders.special.mesure-due is not a known key; did you mean measure-due?',
    ],
    [
      'policy: { reminders: { special: { measure-due: { before: 1 } } } }',
      '4 policy.reminders.special.measure-due.before is not a known key',
    ],
    ['names: { topics: { other: { no: Annet } } }', '4 names.topics.other.no is not a known key; did you mean nb?'],
    ['names: { steps: { goal: { nb: M } } }', '4 names.steps.goal is not a known key; did you mean goals?'],
  ])('%j suggests the nearest', (rest, said) => {
    expect(problems(rest)).toEqual([said])
  })
})

describe('parts that do not agree', () => {
  const rule = (groups: string, from: number, to: number, care = 'any', signer = 'self') =>
    `{ groups: [${groups}], fromAge: ${from}, toAge: ${to}, care: ${care}, signers: [${signer}] }`

  it.each([
    [
      'policy:\n  services: [skole,\n    logoped]',
      '6 names.services.logoped is missing: every entry of policy.services has a name',
    ],
    ['policy: { topics: [sport] }', '4 names.topics.sport is missing: every entry of policy.topics has a name'],
    ['policy: { services: [skole, ppt, skole] }', '4 policy.services[2] names skole a second time'],
    ['policy: { logOpensAtLevel: 7 }', '4 policy.logOpensAtLevel must be one of the levels 1, 2, 3'],
    ['policy: { logOpensAtLevel: 0 }', '4 policy.logOpensAtLevel must be one of the levels 1, 2, 3'],
    ['policy: { concernEndsInLevels: [1, 4] }', '4 policy.concernEndsInLevels[1] must be one of the levels 1, 2, 3'],
    ['policy: { concernEndsInLevels: [2, 2] }', '4 policy.concernEndsInLevels[1] names 2 a second time'],
    [
      'policy: { signerAges: [15] }',
      '4 policy.signerAges must be the ages at which policy.signerRules changes: [15, 16, 18]',
    ],
    [
      'policy: { deadlines: { consentLeaderAfterDays: 7 } }',
      '4 policy.deadlines.consentLeaderAfterDays must be more than consentAnswerDays (7), but is 7',
    ],
    [
      'policy: { deadlines: { measureEvaluationUsualWeeks: 13 } }',
      '4 policy.deadlines.measureEvaluationUsualWeeks must not be more than measureEvaluationMaxWeeks (12)',
    ],
    [
      'policy: { deadlines: { proposalLapseWorkingDays: 5 } }',
      '4 policy.deadlines.proposalLapseWorkingDays must be more than proposalDecisionWorkingDays (5), but is 5',
    ],
    [
      'policy: { deadlines: { proposalLapseWorkingDays: 6 } }',
      '4 policy.deadlines.proposalLapseWorkingDays must be more than the 6 working days after which KE is told of an undecided proposal',
    ],
    [
      'policy: { deadlines: { proposalLapseWorkingDays: 12 }, reminders: { special: { proposal-undecided: { keAfterWorkingDays: 8 } } } }',
      '4 policy.deadlines.proposalLapseWorkingDays must be more than the 13 working days after which KE is told of an undecided proposal',
    ],
    [
      'policy: { deadlines: { consentRenewalDaysBefore: 400 } }',
      '4 policy.deadlines.consentRenewalDaysBefore must be shorter than a consent is valid',
    ],
    [
      'policy: { reminders: { standard: { keAfterWorkingDays: 5 } } }',
      '4 policy.reminders.standard must tell KE (after 5) later than the leader (after 5)',
    ],
    [
      'policy: { reminders: { special: { meeting-due: { leaderAfterWorkingDays: 20 } } } }',
      '4 policy.reminders.special.meeting-due must tell KE (after 15) later than the leader (after 20)',
    ],
    ['policy: { workingHours: { to: "08:00" } }', '4 policy.workingHours.to must be later than from (08:00)'],
    ['timeZone: Europe/Olso', '4 timeZone is not a time zone: "Europe/Olso"; an example is Europe/Oslo'],
    ['holidays: { country: "NOO" }', '4 holidays.country is not known: "NOO"; did you mean NO?'],
    ['holidays: { region: Viken }', '4 holidays.region is not known: "Viken"'],
    ['closed: [{ from: 06-31, to: 08-14 }]', '4 closed[0].from is no day of the calendar: 06-31'],
    [
      'closed: [{ from: 06-22, to: 2027-08-14 }]',
      '4 closed[0].to must be of the same kind as from (06-22): of every year, or of one',
    ],
    ['closed: [{ from: 2027-08-14, to: 2027-06-22 }]', '4 closed[0].to must not be before from (2027-08-14)'],
    ['closed: [{ from: 2027-01-04, to: 2028-02-22 }]', '4 closed[0].to must be within a year of from'],
    [
      'closed: [{ from: 12-24, to: 01-01 }, { from: 06-22, to: 08-14, services: [skole, skule] }]',
      '4 closed[1].services[1] is no service that has a name: skule',
    ],
    [
      'closed: [{ from: 01-01, to: 12-10 }]',
      '4 closed[0] leaves hardly a day of 2027: at least 20 weekdays must be open',
    ],
    [
      'closed: [{ from: 01-01, to: 06-30 }, { from: 2029-07-01, to: 2029-12-31, services: [skole] }]',
      '4 closed[1] leaves hardly a day of 2029: at least 20 weekdays must be open',
    ],
  ])('%j is told', (rest, said) => {
    expect(problems(rest)).toEqual([said])
  })

  it('closes the weeks it names, and none of its own accord', () => {
    expect(model('').closed).toEqual([])
    const weeks = [
      { from: '06-22', to: '08-14', services: ['skole'] },
      { from: '12-24', to: '01-01' },
    ]
    expect(model(`closed: ${JSON.stringify(weeks)}`).closed).toEqual(weeks)
    expect(problems('closed: [{ from: 22.6, to: 08-14 }]')).toHaveLength(1)
    expect(problems('closed: [{ from: 06-22, to: 08-14, services: [] }]')).toHaveLength(1)
  })

  it('in the levels are told', () => {
    const levels =
      '[{ number: 0, maxHelpServices: 0 }, { number: 2, maxHelpServices: ~ }, { number: 2, maxHelpServices: 3 }]'
    expect(problems(`policy: { levels: ${levels}, logOpensAtLevel: 2 }`)).toEqual([
      '4 policy.levels[1].number must be 1: levels are numbered from 0 without a gap',
      '4 policy.levels[2].maxHelpServices must not be lower than at the level before',
    ])
    const more = [0, 1, 2, 3, 4].map((number) => `{ number: ${number}, maxHelpServices: ~ }`)
    expect(problems(`policy: { levels: [${more}] }`)).toEqual([
      '4 names.levels.4 is missing: every entry of policy.levels has a name',
      '4 names.levelMeanings.4 is missing: every entry of policy.levels has a name',
    ])
  })

  it('in the signer table are told by group, care and age', () => {
    const rules = [
      rule('pregnant, parents', 0, 150),
      rule('child', 0, 150),
      rule('youth', 0, 15, 'guardians'),
      rule('youth', 18, 150),
    ]
    expect(problems(`policy: { signerAges: [15, 18], signerRules: [${rules}] }`)).toEqual([
      '4 policy.signerRules has no line for youth, care guardians, at age 15–17',
      '4 policy.signerRules has no line for youth, care child-protection, at age 0–17',
    ])
    const reversed = [rule('child, youth, pregnant, parents', 0, 150), rule('child', 9, 9)]
    expect(problems(`policy: { signerAges: [], signerRules: [${reversed}] }`)).toEqual([
      '4 policy.signerRules[1].toAge must be more than fromAge (9), but is 9',
    ])
  })

  it('in what a line of it says of services and of what was agreed to before are told', () => {
    const lines = (...special: string[]) => {
      const all = [rule('pregnant, parents', 0, 150), ...special, rule('child, youth', 0, 150)]
      return `policy: { signerAges: [], signerRules: [${all}] }`
    }
    const line = (more: string) =>
      `{ groups: [child, youth], fromAge: 0, toAge: 150, care: any, signers: [guardians], ${more} }`
    expect(problems(lines(line('services: [skole, tannlege]')))).toEqual([
      '4 policy.signerRules[1].services[1] is no service that has a name: tannlege',
    ])
    expect(problems(lines(line('services: []')))).toEqual([expect.stringContaining('policy.signerRules[1].services')])
    expect(problems(lines(line('services: [skole]'), line('services: [skole]')))).toEqual([
      '4 policy.signerRules[2].services never counts: a line before it fits the same services, so move it up',
    ])
    expect(problems(lines(line('endsOld: yes')))).toEqual([expect.stringContaining('policy.signerRules[1].endsOld')])
    const ends = (age: number, endsOld: string) => {
      const young = `{ groups: [child, youth], fromAge: 0, toAge: ${age}, care: any, signers: [guardians] }`
      const old = `{ groups: [child, youth], fromAge: ${age}, toAge: 150, care: any, signers: [self]${endsOld} }`
      return problems(
        `policy: { signerAges: [${age}], signerRules: [${[rule('pregnant, parents', 0, 150), young, old]}] }`,
      )
    }
    expect(ends(16, '')).toEqual([
      '4 policy.signerRules[2].endsOld is missing: other people sign from 16, so say whether the consents given before end that day',
    ])
    expect(ends(16, ', endsOld: false')).toEqual([])
    expect(ends(18, ', endsOld: false')).toEqual([
      '4 policy.signerRules[2].endsOld must be true: from 18 nobody else answers for a person',
    ])
    expect(ends(18, ', endsOld: true')).toEqual([])
  })

  it('in the ages at which only some services change are told', () => {
    const young =
      '{ groups: [child, youth], fromAge: 12, toAge: 150, care: any, services: [fastlege], signers: [young-person], endsOld: false }'
    const all = [rule('pregnant, parents', 0, 150), young, rule('child, youth', 0, 150)]
    expect(problems(`policy: { signerAges: [], signerRules: [${all}] }`)).toEqual([
      '4 policy.signerAges must be the ages at which policy.signerRules changes: [12]',
    ])
  })

  it('are told also when other parts are broken', () => {
    expect(problems('policy: { deadlines: { familyTalkDays: x }, topics: [sport] }')).toHaveLength(2)
  })

  it('with the preset are pointed out where the wrong value stands', () => {
    expect(problems('policy: { signerAges: [15, 18], ageLimit: 17 }')).toEqual([
      '4 policy.signerAges must be the ages at which policy.signerRules changes: [15, 16]',
    ])
    const ages = lineIn(standard, '  signerAges')
    expect(problems('policy: { ageLimit: 17 }')).toEqual([expect.stringMatching(`^preset:${ages} policy.signerAges`)])
  })
})

describe('a file that is no model', () => {
  it.each([
    ['', '1 must contain keys and values, such as refPrefix: FJ'],
    ['just words', '1 must contain keys and values, such as refPrefix: FJ'],
    ['lang: nb\nlang: nn', '2 this key is written twice'],
    ['lang: nb\nnames: [', expect.stringMatching(/^\d is not valid YAML: /)],
    ['lang: &a nb\ntimeZone: *a', '2 refers to a value elsewhere in the file: write the value out instead'],
    ['lang: nb\nextends: standar', '2 extends must name a preset (nivaa-b, standard); did you mean standard?'],
    ['extends: ../demo/fjordvik', '1 extends must name a preset (nivaa-b, standard)'],
    ['extends: [standard]', '1 extends must name a preset (nivaa-b, standard)'],
  ])('%j is refused with its line', (text, said) => {
    expect(problems(text, '')).toEqual([said])
  })

  it('because it is in no Unicode is refused with what to do', () => {
    writeFileSync(path, Buffer.from(`${head}names: { topics: { other: { nb: Øvrig } } }`, 'latin1'))
    expect(() => readModel(path)).toThrow('strandby.yaml is not UTF-8: save it as UTF-8')
  })

  it('because it does not exist or is a folder is refused', () => {
    expect(() => readModel(join(folder, 'none.yaml'))).toThrow(/none\.yaml does not exist \(ENOENT\)/)
    expect(() => readModel(folder)).toThrow(/is a folder \(EISDIR\): name the model file in it/)
  })
})

describe('several municipalities on one bot', () => {
  it('are read together', () => {
    const models = readModels(['src/demo/fjordvik.yaml', 'test/fixtures/model-b.yaml'])
    expect(models.map(({ refPrefix }) => refPrefix)).toEqual(['FJ', 'SOL'])
  })

  it('need codes and prefixes of their own', () => {
    writeFileSync(path, head.replace('ST', 'FJ'))
    expect(() => readModels(['src/demo/fjordvik.yaml', path])).toThrow(
      `${path}:1 has the municipality code or refPrefix of src/demo/fjordvik.yaml`,
    )
  })

  it('with problems are all told in one error', () => {
    writeFileSync(path, `${head}lang: xx`)
    expect(() => readModels([path, join(folder, 'none.yaml')])).toThrow(/lang must be[\s\S]*none\.yaml does/)
  })
})

describe('the presets', () => {
  it('are the YAML files beside the schema', () => {
    expect(presetNames()).toEqual(['nivaa-b', 'standard'])
  })

  it.each(['nivaa-b', 'standard'])('%s lacks nothing but the municipality itself', (preset) => {
    expect(problems('', head.replace('standard', preset))).toEqual([])
    expect(() => readModel(`src/model/${preset}.yaml`)).toThrow(/municipality is missing[\s\S]*refPrefix is missing/)
  })
})
