/** The app package is what Teams accepts, in the newest schema Microsoft's own validator has, and fits the bot. */
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { TeamsManifestWrapper } from '@microsoft/app-manifest'
import { Ajv } from 'ajv'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { packedFiles } from '../../manifest/pack.ts'
import { filledManifest, localizedManifest, type Packing } from '../../manifest/teams-app.ts'
import { collectCommand } from '../../src/teams/payload.ts'
import { resourceOf } from '../../src/teams/settings.ts'
import { tabLink } from '../../src/teams/tab-link.ts'
import { pagesAt } from '../../src/web/page-of.ts'

const packing = {
  appId: '5a3b0c1d-0000-4000-8000-000000000b07',
  website: 'https://www.fjordvik.example/stafett',
  privacy: 'https://www.fjordvik.example/personvern',
}
const manifest = z.looseObject({
  manifestVersion: z.string(),
  version: z.string(),
  id: z.string(),
  developer: z.record(z.string(), z.string()),
  bots: z.tuple([
    z.looseObject({
      botId: z.string(),
      commandLists: z.array(z.looseObject({ commands: z.array(z.object({ title: z.string() })) })),
    }),
  ]),
  composeExtensions: z.tuple([
    z.looseObject({ botId: z.string(), commands: z.array(z.looseObject({ id: z.string(), title: z.string() })) }),
  ]),
  permissions: z.array(z.string()),
  validDomains: z.array(z.string()),
  staticTabs: z.array(z.looseObject({ entityId: z.string(), name: z.string(), contentUrl: z.string() })).optional(),
  webApplicationInfo: z.object({ id: z.string(), resource: z.string() }).optional(),
})

const schemas = join(dirname(createRequire(import.meta.url).resolve('@microsoft/app-manifest')), 'json-schemas/teams')
const withPage = { ...packing, address: 'https://stafett.fjordvik.example/' }
const filled = (given: Packing = packing) => manifest.parse(JSON.parse(filledManifest(given)))
const localized = (name: string, given: Packing = withPage): Record<string, unknown> =>
  z.record(z.string(), z.unknown()).parse(JSON.parse(localizedManifest(name, given)))

describe('the app manifest', () => {
  it.each([packing, withPage])('is valid, %#', async (given) => {
    expect(await TeamsManifestWrapper.fromJSON(filledManifest(given)).validate()).toEqual([])
  })

  it('is not called valid without its ids', async () => {
    expect(await TeamsManifestWrapper.fromJSON(filledManifest({ ...packing, appId: 'no' })).validate()).not.toEqual([])
  })

  it('is in the newest schema there is', () => {
    const numbers = readdirSync(schemas).flatMap((name) => /^v1\.(\d+)$/.exec(name)?.[1] ?? [])
    const newest = Math.max(...numbers.map(Number))
    expect(filled().manifestVersion).toBe(`1.${newest}`)
  })

  it('names the bot, the municipality and nothing more', () => {
    const { id, bots, composeExtensions, developer, validDomains, permissions } = filled()
    expect([id, bots[0].botId, composeExtensions[0].botId]).toEqual(Array(3).fill(packing.appId))
    expect(developer).toMatchObject({ websiteUrl: packing.website, privacyUrl: packing.privacy })
    expect([validDomains, filled().staticTabs, filled().webApplicationInfo]).toEqual([[], undefined, undefined])
    expect(permissions).toEqual(['identity', 'messageTeamMembers'])
    expect(filledManifest(packing)).not.toContain('${{')
  })

  it('has a tab where the address is given, to which people sign in by the bot’s own registration', () => {
    const { staticTabs, webApplicationInfo, validDomains, permissions } = filled(withPage)
    expect(staticTabs).toEqual([
      {
        ...{ entityId: 'rom', name: 'Mine saker', scopes: ['personal'] },
        contentUrl: 'https://stafett.fjordvik.example/rom/fane',
        websiteUrl: 'https://stafett.fjordvik.example/rom',
      },
    ])
    const { appId } = packing
    expect(webApplicationInfo).toEqual({ id: appId, resource: resourceOf({ appId, address: withPage.address }) })
    expect(webApplicationInfo?.resource).toBe(`api://stafett.fjordvik.example/${appId}`)
    expect([validDomains, permissions]).toEqual([['stafett.fjordvik.example'], filled().permissions])
    expect(filledManifest(withPage)).not.toContain('${{')
  })

  it('lets a link open the tab, and a dialog the page it shows', () => {
    const { staticTabs = [], validDomains, id } = filled(withPage)
    const address = new URL(withPage.address).origin
    const ownChat = { channel: 'teams', tenant: 't', kind: 'personal', key: 'k', address: 'a' } as const
    const link = new URL(tabLink({ appId: packing.appId, address }, '/rom/sak/FJ-1001'))
    expect(link.origin + link.pathname).toBe(`https://teams.microsoft.com/l/entity/${id}/${staticTabs[0]?.entityId}`)
    const shown = pagesAt(address, true)({ kind: 'press', action: 'show.mine', data: {} }, ownChat)
    const addresses = [staticTabs[0]?.contentUrl, link.searchParams.get('webUrl'), shown?.frame, shown?.page]
    expect(addresses.map((address) => new URL(address ?? '').host)).toEqual(addresses.map(() => validDomains[0]))
  })

  it('names what it has alone, in every language', () => {
    for (const name of ['nn.json', 'en.json']) {
      const tab = 'staticTabs[0].name'
      expect([tab in localized(name), tab in localized(name, packing)]).toEqual([true, false])
      expect(Object.keys(localized(name, packing)).length).toBe(Object.keys(localized(name)).length - 1)
    }
  })

  it('has the version of the program', () => {
    const program = z.object({ version: z.string() })
    const { version } = program.parse(JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')))
    expect(filled().version).toBe(version)
  })

  it('lists the commands and the message action the bot knows', () => {
    const titles = filled().bots[0].commandLists.flatMap(({ commands }) => commands.map(({ title }) => title))
    expect(titles).toEqual(['hjelp', 'ny', 'mine', 'sak', 'meldeplikt', 'språk', 'innstillinger', 'koble'])
    const actions = filled().composeExtensions[0].commands
    expect(actions).toEqual([
      expect.objectContaining({ id: collectCommand, title: 'Legg i stafettloggen', fetchTask: true }),
    ])
  })

  it.each(['nn.json', 'en.json'])('is translated in every text in %s', (name) => {
    const schema = `v${filled().manifestVersion}/MicrosoftTeams.Localization.schema.json`
    const { $schema: _, ...rules } = z.looseObject({}).parse(JSON.parse(readFileSync(join(schemas, schema), 'utf8')))
    const validate = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false }).compile(rules)
    expect(validate(localized(name)), JSON.stringify(validate.errors)).toBe(true)
    const commands = filled().bots[0].commandLists[0]?.commands ?? []
    const keys = commands.flatMap((_command, index) =>
      ['title', 'description'].map((key) => `bots[0].commandLists[0].commands[${index}].${key}`),
    )
    expect(Object.keys(localized(name))).toEqual(expect.arrayContaining(keys))
  })
})

describe('the package', () => {
  it('holds the manifest, its languages and two icons of the sizes Teams asks for', () => {
    const files = packedFiles(packing)
    expect(Object.keys(files).sort()).toEqual(['color.png', 'en.json', 'manifest.json', 'nn.json', 'outline.png'])
    expect([sizeOf(files['color.png']), sizeOf(files['outline.png'])]).toEqual([
      [192, 192],
      [32, 32],
    ])
  })
})

/** Width and height of a PNG, from its first chunk. */
function sizeOf(png: Uint8Array | undefined): number[] {
  const bytes = Buffer.from(png ?? [])
  expect(bytes.toString('latin1', 1, 4)).toBe('PNG')
  return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)]
}
