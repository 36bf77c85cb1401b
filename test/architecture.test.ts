/** The rules the project keeps to, checked on its own files: who may import whom, sizes, names, words, and the README. */
import { existsSync, globSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { accountColumns, type ChannelName, channelNames, channelSecrets, channelSettings } from '../src/channels.ts'
import { filesOf, type Import, sourceOf } from './support/source.ts'

const all = filesOf('src', 'cards', 'manifest', 'bench', 'test')
const source = all.filter((path) => /\.(ts|mjs)$/.test(path) && !path.startsWith('test/'))
const cards = source.filter((path) => path.startsWith('cards/'))
/** The cards and what they are made of: not their model, their list, their samples, or what draws the pictures. */
const drawn = ['cards/card.ts', 'cards/index.ts', 'cards/save-pictures.ts', 'cards/pictures.ts']
const cardsAndParts = cards.filter((path) => !drawn.includes(path) && !path.startsWith('cards/samples/'))
/** One card each, but for the one that draws every form there is. */
const cardFiles = cardsAndParts.filter((path) => !path.startsWith('cards/parts/') && path !== 'cards/form.ts')

/** What each channel's own code may import beside what they have in common: above all its SDK. */
const sdks: Record<ChannelName, string[]> = { teams: ['type botbuilder'], slack: ['@slack/bolt'] }
const channelRules = channelNames.flatMap((name): [string, string[]][] => {
  const own = `src/${name}`
  return [
    [own, [own, 'src/ports.ts', 'src/network.ts', 'cards/card.ts', 'express', 'zod', 'node', ...sdks[name]]],
    [`${own}/name.ts`, []],
    [`${own}/settings.ts`, [own, 'src/config-value.ts', 'src/ports.ts']],
    [`${own}/people-columns.ts`, [own, 'type src/ports.ts']],
    [`${own}/declared.ts`, [own, 'type src/declared-channel.ts']],
    [`${own}/check-manifest.ts`, [own, 'manifest', 'src/finding.ts', 'type src/declared-channel.ts', 'zod', 'node']],
  ]
})

/** What a part may import: other parts (`type` before it: only their types) and packages. Node's own modules are `node`. */
const rules: Record<string, string[]> = {
  'src/core': ['src/core'],
  cards: ['cards', 'type src/core', 'type src/wording'],
  'cards/save-pictures.ts': ['cards', 'src/preview.ts', 'node'],
  'cards/pictures.ts': ['cards', 'src/web/draw/render.ts', 'src/wording', 'node'],
  // The forms in the samples are those the actions declare.
  'cards/samples/forms.ts': ['cards', 'src/app/actions/index.ts', 'type src/wording'],
  'src/ports.ts': ['src/ports'],
  'src/ports': ['type src/ports', 'type src/core', 'type cards', 'type src/outgoing.ts'],
  'src/outgoing.ts': ['src/core'],
  'src/compile-cache.mjs': ['src/needs-node.mjs', 'node'],
  'src/needs-node.mjs': [],
  'src/network.ts': ['src/ports.ts'],
  'src/app': [
    'src/app',
    'src/personal-number.ts',
    'src/person-name.ts',
    'src/visible.ts',
    'src/core',
    'cards',
    'src/ports.ts',
    'src/outgoing.ts',
    'src/wording',
    'src/model',
    'src/copy',
    'type src/log.ts',
    'zod',
    'node',
  ],
  // What a copy holds was decided before it came here: it knows no case.
  'src/copy': ['src/copy', 'cards/card.ts', 'pdfkit', 'bidi-js', 'ical-generator', 'node'],
  // Drawn for a family: from what is theirs of a case, which `family-view.ts` gives, and never from the case.
  ...Object.fromEntries(
    ['family-log', 'family-form', 'family-readers', 'family-copy'].map((name) => [
      `src/app/show/${name}.ts`,
      [
        'src/app/show/family-view.ts',
        // Of each other only what is drawn of that.
        ...(name === 'family-copy'
          ? ['family-log', 'family-readers', 'copied'].map((one) => `src/app/show/${one}.ts`)
          : []),
        ...(name === 'family-copy' ? ['src/copy'] : []),
        'src/app/see/index.ts',
        'src/core/ids.ts',
        'src/core/recipient.ts',
        'src/wording',
        'cards',
      ],
    ]),
  ),
  // Nor does what it shares with other copies.
  'src/app/show/copied.ts': ['src/copy', 'type src/core/ids.ts', 'type src/app/see/index.ts'],
  'src/folder.ts': ['node'],
  'src/visible.ts': [],
  'src/person-name.ts': [],
  'src/person-rows.ts': ['src/person-name.ts', 'type src/core', 'type src/ports.ts'],
  'src/encoding.ts': [],
  'src/personal-number.ts': ['src/visible.ts', '@navikt/fnrvalidator'],
  'src/store': [
    'src/store',
    'src/core',
    'src/ports.ts',
    'src/outgoing.ts',
    'src/folder.ts',
    'src/person-name.ts',
    'src/person-rows.ts',
    'kysely',
    'better-sqlite3',
    'pg',
    'zod',
    'node',
  ],
  ...Object.fromEntries(channelRules),
  'src/teams/verify.ts': ['src/teams', 'botbuilder', 'botframework-connector', 'zod', 'node'],
  'src/teams/frame.ts': ['src/teams', 'src/ports.ts', 'jose', 'zod', 'node'],
  // What runs in Teams' own client, and knows of nothing else.
  'src/teams/browser': ['src/teams/browser', 'type @microsoft/teams-js', 'type adaptivecards'],
  'src/teams/credentials.ts': ['src/teams', 'botbuilder', 'botframework-connector'],
  'src/channels.ts': [
    ...channelNames.map((name) => `src/${name}/declared.ts`),
    'src/config-value.ts',
    'type src/declared-channel.ts',
    'type src/finding.ts',
    'type src/ports.ts',
  ],
  'src/declared-channel.ts': ['type src/config-value.ts', 'type src/finding.ts', 'type src/ports.ts', 'type express'],
  'src/web': [
    'src/web',
    'src/ports.ts',
    'src/app',
    // What tells of a report stands in no address.
    'src/core/report.ts',
    'src/wording',
    'cards',
    'express',
    'hono',
    'jose',
    'openid-client',
    'zod',
    'node',
  ],
  // What the browser runs, and knows of nothing else.
  'src/web/browser': ['src/web/browser'],
  'src/wording': ['src/wording', 'type src/core', 'type cards', 'intl-messageformat', 'node'],
  'src/model': [
    'src/model',
    'src/core',
    'src/calendar.ts',
    'src/encoding.ts',
    'src/named-file.ts',
    'src/personal-number.ts',
    'src/visible.ts',
    'cards/card.ts',
    'yaml',
    'zod',
    'node',
  ],
  'src/calendar.ts': ['type src/core', 'type src/model', 'type src/ports.ts', 'date-holidays', 'temporal-polyfill'],
  'src/ids.ts': ['type src/ports.ts', 'node'],
  'src/log.ts': ['type src/core', 'pino'],
  'src/config.ts': [
    'src/channels.ts',
    'src/config-family.ts',
    'src/config-value.ts',
    'src/config-secrets.ts',
    'src/settings-file.ts',
    'src/log.ts',
    'src/model',
    'zod',
    'node',
  ],
  'src/config-family.ts': ['src/config-value.ts', 'node'],
  'src/config-secrets.ts': ['src/encoding.ts', 'src/named-file.ts', 'node'],
  'src/settings-file.ts': ['src/encoding.ts', 'src/named-file.ts', 'node'],
  'src/named-file.ts': ['node'],
  'src/config-value.ts': [],
  'src/people-file.ts': [
    'src/encoding.ts',
    'src/personal-number.ts',
    'src/person-name.ts',
    'src/person-rows.ts',
    'src/visible.ts',
    'src/core',
    'src/model',
    'src/ports.ts',
    'cards/card.ts',
    'csv-parse',
    'zod',
    'node',
  ],
  'src/terminal.ts': [],
  'src/finding.ts': [],
  manifest: ['manifest', 'src/terminal.ts', 'src/teams/guid.ts', 'fflate', 'zod', 'node'],
}
/** The files that put everything together. */
const wiring = ['src/main.ts', 'src/bot.ts', 'src/preview.ts', 'src/admin.ts', 'src/admin', 'src/demo', 'bench']

function within(path: string, part: string): boolean {
  return path === part || path.startsWith(`${part}/`)
}

/** The most exact rule that a file falls under. */
function ruleOf(path: string): string[] | null {
  const [part] = Object.keys(rules)
    .filter((one) => within(path, one))
    .sort((a, b) => b.length - a.length)
  return part ? (rules[part] ?? null) : null
}

function mayImport(allowed: string[], { from, typeOnly }: Import): boolean {
  const target = from.startsWith('node:') ? 'node' : from
  return allowed.some((one) =>
    one.startsWith('type ') ? typeOnly && within(target, one.slice(5)) : within(target, one),
  )
}

describe('imports', () => {
  it('follow the table: who may use whom', () => {
    const wrong = source
      .filter((path) => !wiring.some((part) => within(path, part)))
      .flatMap((path) =>
        sourceOf(path)
          .imports.filter((one) => !mayImport(ruleOf(path) ?? [], one))
          .map(({ from }) => `${path} imports ${from}`),
      )
    expect(wrong).toEqual([])
  })

  it('go in no circle in the store, nor in the ports, not even by types', () => {
    const circles = ['src/store', 'src/ports'].flatMap((part) => {
      const files = source.filter((path) => within(path, part))
      const used = new Map(files.map((path) => [path, sourceOf(path).imports.map(({ from }) => from)]))
      const reach = (path: string, seen: Set<string>): Set<string> => {
        for (const next of used.get(path) ?? []) if (!seen.has(next)) reach(next, seen.add(next))
        return seen
      }
      return files.filter((path) => reach(path, new Set()).has(path))
    })
    expect(circles).toEqual([])
  })

  it('name a rule for every part there is', () => {
    expect(source.filter((path) => !ruleOf(path) && !wiring.some((part) => within(path, part)))).toEqual([])
  })

  it('enter a package by a door it has documented, not by its built files', () => {
    const inside = source.flatMap((path) =>
      sourceOf(path)
        .imports.filter(({ from }) => /^[^./].*\/(lib|dist)\//.test(from))
        .map(({ from }) => `${path} imports ${from}`),
    )
    expect(inside).toEqual([])
  })

  it('point at files that exist, by their full name', () => {
    const inside = source
      .flatMap((path) => sourceOf(path).imports.map(({ from }) => from))
      .filter((from) => /^(src|cards|manifest|test)\//.test(from))
    expect([...new Set(inside)].filter((path) => !existsSync(path))).toEqual([])
  })
})

/** The floors of `src/app`, the lowest first; on each, the folders beside it know nothing of one another. */
const floors = [
  'src/app',
  'src/app/see',
  'src/app/actions',
  'src/app/show',
  'src/app/act',
  'src/app/send',
  'src/app/door',
]

describe('channels', () => {
  /** Beside the list of them: what stands around the program, and may know them. */
  const apart = ['src/demo', 'manifest', 'bench']
  const folders = channelNames.map((name) => `src/${name}`)
  const others = source.filter((path) => ![...folders, ...apart].some((part) => within(path, part)))

  it('are named by themselves and in their list alone, and so are their settings', () => {
    const names = new RegExp([...channelNames, ...channelSettings, ...channelSecrets].join('|'), 'i')
    expect(others.filter((path) => names.test(sourceOf(path).text))).toEqual(['src/channels.ts'])
  })

  it('are entered from their list alone, by what they declare', () => {
    const entered = others.flatMap((path) =>
      sourceOf(path)
        .imports.filter(({ from }) => folders.some((folder) => within(from, folder)))
        .map(({ from }) => `${path} imports ${from}`),
    )
    expect(entered).toEqual(folders.map((folder) => `src/channels.ts imports ${folder}/declared.ts`).sort())
  })

  it('are all in it, by the names of their folders and accounts', () => {
    expect(accountColumns.map(({ channel }) => channel)).toEqual(channelNames)
    expect(globSync('src/*/declared.ts').sort()).toEqual(folders.map((folder) => `${folder}/declared.ts`).sort())
  })

  it('load nothing of what they stand on before they are opened', () => {
    const reach = (path: string, seen: Set<string>): Set<string> => {
      for (const { from, typeOnly, lazy } of existsSync(path) ? sourceOf(path).imports : [])
        if (!typeOnly && !lazy && !seen.has(from)) reach(from, seen.add(from))
      return seen
    }
    const loaded = [...reach('src/channels.ts', new Set())]
    expect(loaded.filter((path) => !path.startsWith('src/'))).toEqual([])
  })
})

describe('the floors of the app', () => {
  const inApp = source.filter((path) => path.startsWith('src/app/'))
  const arrows = inApp.flatMap((path) =>
    sourceOf(path)
      .imports.filter(({ from }) => from.startsWith('src/app/') && dirname(from) !== dirname(path))
      .map(({ from, typeOnly }) => ({ path, from, typeOnly })),
  )

  it('are all there is', () => {
    expect([...new Set(inApp.map((path) => dirname(path)))].sort()).toEqual([...floors].sort())
  })

  it('import only what stands lower', () => {
    const upwards = arrows.filter(({ path, from }) => floors.indexOf(dirname(from)) >= floors.indexOf(dirname(path)))
    expect(upwards).toEqual([])
  })

  it('are entered by their front file', () => {
    const sideways = arrows.filter(({ from }) => dirname(from) !== 'src/app' && basename(from) !== 'index.ts')
    expect(sideways).toEqual([])
  })

  it('read with what can change nothing, below those that act', () => {
    const reading = inApp.filter((path) => /^src\/app\/(see|actions|show)\//.test(path))
    const writes = (path: string) => /\b(Tx|App|Store)\b/.test(sourceOf(path).text)
    expect(reading.filter(writes)).toEqual([])
  })
})

describe('circles', () => {
  it('there are none among the files that run', () => {
    const runs = new Map(
      source.map((path) => [path, sourceOf(path).imports.flatMap(({ from, typeOnly }) => (typeOnly ? [] : [from]))]),
    )
    const circles: string[][] = []
    const done = new Set<string>()
    const follow = (path: string, trail: string[]): void => {
      if (trail.includes(path)) circles.push([...trail.slice(trail.indexOf(path)), path])
      if (trail.includes(path) || done.has(path)) return
      for (const next of runs.get(path) ?? []) follow(next, [...trail, path])
      done.add(path)
    }
    for (const path of runs.keys()) follow(path, [])
    expect(circles).toEqual([])
  })
})

describe('sizes', () => {
  const longer = (paths: string[], most: number) =>
    paths.filter((path) => sourceOf(path).lines > most).map((path) => `${path}: ${sourceOf(path).lines}`)

  it('stay small enough to read', () => {
    expect(
      longer(
        source.filter((path) => !path.startsWith('cards/samples/')),
        300,
      ),
    ).toEqual([])
    // 60, and what says which of its blocks are discreet.
    expect(longer(cardFiles, 62)).toEqual([])
    expect(longer(['src/main.ts'], 100)).toEqual([])
  })

  it('keep every function within forty lines', () => {
    const long = source.flatMap((path) =>
      sourceOf(path)
        .functions.filter(({ lines }) => lines > 40)
        .map(({ line, lines }) => `${path}:${line} ${lines}`),
    )
    expect(long).toEqual([])
  })
})

describe('names', () => {
  const pictures = [...channelNames, 'page'].map((name) => `cards/${name}`)
  const isPicture = (path: string) => pictures.some((folder) => within(path, folder))
  const written = [...all, ...filesOf('docs')].filter((path) => !isPicture(path))

  it('are kebab-case, of files and of folders', () => {
    const kebab = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z]+)*$/
    // What a released version left behind stands under its number.
    const other = /^(\d+\.\d+\.\d+(\.json)?|README\.md)$/
    const isNamed = (part: string) => kebab.test(part) || other.test(part)
    expect(written.filter((path) => !path.split('/').every(isNamed))).toEqual([])
  })

  it('are words of the product, not of programming', () => {
    const empty = /(^|-)(utils?|helpers?|types?|managers?|services?|base|common|misc)(-|$)/
    expect(written.filter((path) => empty.test(basename(path).split('.')[0] ?? ''))).toEqual([])
  })
})

describe('every source file', () => {
  it('opens by saying what it is for', () => {
    expect(source.filter((path) => !/^(#!.*\n)?\/\*\*/.test(sourceOf(path).text))).toEqual([])
  })

  it('exports by name, has no class but errors, and leaves nothing for later', () => {
    expect(source.filter((path) => sourceOf(path).defaults > 0)).toEqual([])
    expect(source.filter((path) => sourceOf(path).classes.some((from) => !/Error$/.test(from)))).toEqual([])
    expect(source.filter((path) => /\b(TODO|FIXME|XXX)\b/.test(sourceOf(path).text))).toEqual([])
  })

  it('writes a literal as one', () => {
    const spread = source.flatMap((path) => sourceOf(path).spreads.map((line) => `${path}:${line}`))
    expect(spread).toEqual([])
  })

  it('leaves the environment to one, but for the child process that is handed its own', () => {
    const reads = /process\.env\b|\benv\b[^\n]*from 'node:process'/
    const found = source.filter((path) => reads.test(sourceOf(path).text))
    // What npm tells its scripts is no setting.
    const others = ['src/demo/playground-process.ts', 'src/needs-node.mjs']
    expect(found.filter((path) => !others.includes(path))).toEqual(['src/config.ts'])
  })
})

describe('the store', () => {
  /** What is remembered of them hears of no statement: whoever writes them keeps what stands there then. */
  it('writes cases and their notes in two files, and the journal in one', () => {
    const writing = (table: string) => {
      const writes = new RegExp(`(insertInto|replaceInto|updateTable|deleteFrom)\\('${table}'\\)`)
      return source.filter((path) => writes.test(sourceOf(path).text))
    }
    expect(writing('case')).toEqual(['src/store/cases.ts'])
    expect(writing('note')).toEqual(['src/store/case-rows.ts'])
    expect(writing('journal')).toEqual(['src/store/journal.ts'])
  })
})

describe('cards', () => {
  it('say nothing that does not come from the wording', () => {
    const said = cardsAndParts.flatMap((path) =>
      sourceOf(path)
        .strings.filter(({ text }) => /\p{L}\S* +\S*\p{L}/u.test(text))
        .map(({ line, text }) => `${path}:${line} ${text}`),
    )
    expect(said).toEqual([])
  })
})

/** What people read who are new here, and what sets the project up for them: as true as the code. */
const documents = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md']
/** What a municipality begins with that answers for what is kept: named by each paper from its own folder. */
const papers = globSync('docs/*.md').sort()
const setUp = globSync(['deploy/*', '.devcontainer/*', '.dockerignore']).sort()

describe('what is said of the project', () => {
  const isPath =
    /^\.?(src|cards|test|manifest|bench|docs|deploy|\.ci)\/[\w./-]*$|^[\w.-]+\.(json|yaml|yml|ts|md|example)$/
  /** Also outside of quotes, as in a command; a path of another machine has something before it. */
  const bare = /(?<![\w./-])(?:src|cards|test|manifest|bench|docs|deploy)\/[\w./-]*[\w/]/g

  it.each([...documents, ...papers, ...setUp])('%s names only files that exist', (document) => {
    const text = readFileSync(document, 'utf8')
    const quoted = [...text.matchAll(/`([^`\s]+)`/g)].map(([, one = '']) => one).filter((one) => isPath.test(one))
    const linked = [...text.matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)].map(([, path = '']) =>
      join(dirname(document), path),
    )
    const named = [...text.matchAll(bare)].map(([path]) => path)
    expect([...new Set([...quoted, ...linked, ...named])].filter((path) => !existsSync(path))).toEqual([])
  })

  it('names only scripts that exist', () => {
    const scripts: unknown = JSON.parse(readFileSync('package.json', 'utf8')).scripts
    const known = Object.keys(Object(scripts))
    const scriptsIn = (document: string) =>
      [...readFileSync(document, 'utf8').matchAll(/\bnpm (?:run ([\w:-]+)|(test|start)\b)/g)].map(
        ([, run, short]) => run ?? short ?? '',
      )
    expect(scriptsIn('README.md').length).toBeGreaterThan(0)
    expect([...documents, ...setUp].flatMap(scriptsIn).filter((script) => !known.includes(script))).toEqual([])
  })

  it('names each change that lives by code that stands in the files beside it', () => {
    const [core = '', app = ''] = readFileSync('test/mutation/survivors.md', 'utf8').split('\n## The app\n')
    const rows = [...quotedRows(core, 'src/core/'), ...quotedRows(app, 'src/app/')]
    expect(rows.length).toBeGreaterThan(0)
    expect(rows.flatMap(({ files, code }) => goneFrom(files, code))).toEqual([])
  })
})

/** What each row of a table quotes in its first column, as files of that folder, and in its second. */
function quotedRows(table: string, folder: string): { files: string[]; code: string[] }[] {
  const quoted = (cell = '') => [...cell.replaceAll('\\|', '|').matchAll(/`([^`]+)`/g)].map(([, one = '']) => one)
  return table
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) => line.split(/(?<!\\)\|/))
    .map(([, files, code]) => ({ files: quoted(files).map((file) => folder + file), code: quoted(code) }))
}

/** The code that stands in none of these files, and the files in which none of it does; `…` is anything. */
function goneFrom(files: string[], code: string[]): string[] {
  const inOneLine = (text: string) => text.replace(/\s+/g, ' ').trim()
  const stands = (one: string, file: string) => {
    const text = existsSync(file) ? inOneLine(readFileSync(file, 'utf8')) : ''
    return one.split('…').every((piece) => text.includes(inOneLine(piece)))
  }
  const gone = code.filter((one) => !files.some((file) => stands(one, file)))
  return [...gone, ...files.filter((file) => !code.some((one) => stands(one, file)))]
}

describe('the project', () => {
  it('knows no place but its own', () => {
    const place = new RegExp(`/${'work'}/(main|shared|\\.)`)
    const texts = [
      ...all,
      ...filesOf('docs'),
      ...['package.json', 'package-lock.json', 'tsconfig.json', 'biome.json', '.env.example'],
    ]
    const known = texts.filter((path) => existsSync(path) && /\.(ts|md|json|yaml|csv|sql|example)$/.test(path))
    const plain = [...known, ...documents, ...setUp]
    expect(plain.filter((path) => place.test(readFileSync(path, 'utf8')))).toEqual([])
  })

  it('is installed from whichever registry is at hand', () => {
    expect(
      [...readFileSync('package-lock.json', 'utf8').matchAll(/"resolved": "[^"]*"/g)].map(([text]) => text),
    ).toEqual([])
    expect(existsSync('.npmrc') ? readFileSync('.npmrc', 'utf8') : '').not.toMatch(/registry/)
  })

  it('has a folder for the tests of every part', () => {
    expect(
      all
        .filter((path) => path.endsWith('.test.ts'))
        .map((path) => dirname(path))
        .filter((folder) => !folder.startsWith('test')),
    ).toEqual([])
  })
})
