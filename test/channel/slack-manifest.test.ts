/**
 * The app manifest for Slack fits Slack's own published type of it, keeps its limits, asks for no scope that nothing needs, and
 * knows what the bot listens to.
 */
import { readFileSync } from 'node:fs'
import type { webApi } from '@slack/bolt'
import express from 'express'
import { describe, expect, it } from 'vitest'
import { emailScopes, slackManifest, slackProblems } from '../../manifest/slack-app.ts'
import { createSlack } from '../../src/slack/index.ts'
import { readers } from '../../src/slack/payload-event.ts'
import { shortcuts } from '../../src/slack/payload-shortcut.ts'
import { signInScopes } from '../../src/slack/scopes.ts'
import type { SlackSettings } from '../../src/slack/settings.ts'
import { listen } from '../../src/web/index.ts'
import nb from '../../src/wording/nb.json' with { type: 'json' }
import { phrasesIn } from '../../src/wording/phrases.ts'
import { memoryVault } from '../support/slack-door.ts'
import { filesOf, sourceOf } from '../support/source.ts'

const address = 'https://stafett.fjordvik.example'
const filling = { address, socket: false, email: false }
const plain = slackManifest(filling)

/** The whole of it but its words. That this compiles says that Slack knows every key, scope and event. */
const expected: webApi.AppsManifestCreateArguments['manifest'] = {
  _metadata: { major_version: 2 },
  display_information: { ...plain.display_information, name: 'Stafett', background_color: '#1F4E5F' },
  features: {
    app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
    bot_user: { display_name: 'Stafett', always_online: true },
    shortcuts: [
      { type: 'global', callback_id: 'new_concern', name: 'Ny undring', description: expect.any(String) },
      { type: 'message', callback_id: 'collect', name: 'Legg i stafettloggen', description: expect.any(String) },
    ],
    slash_commands: [
      {
        ...{ command: '/stafett', url: `${address}/slack/events`, should_escape: true },
        ...{ description: expect.any(String), usage_hint: expect.any(String) },
      },
    ],
    unfurl_domains: ['stafett.fjordvik.example'],
  },
  oauth_config: {
    redirect_urls: [`${address}/slack/oauth_redirect`],
    scopes: {
      bot: [
        ...([
          'app_mentions:read',
          'channels:history',
          'channels:read',
          'chat:write',
          'commands',
          'groups:history',
        ] as const),
        ...(['groups:read', 'im:history', 'im:write', 'links:read', 'links:write', 'mpim:history'] as const),
      ],
    },
  },
  settings: {
    event_subscriptions: {
      request_url: `${address}/slack/events`,
      bot_events: [
        ...(['app_home_opened', 'app_mention', 'app_uninstalled'] as const),
        ...(['channel_archive', 'channel_deleted', 'channel_id_changed', 'channel_left', 'channel_unarchive'] as const),
        ...(['group_archive', 'group_deleted', 'group_left', 'group_unarchive', 'link_shared'] as const),
        ...(['member_joined_channel', 'message.im', 'tokens_revoked'] as const),
      ],
    },
    interactivity: { is_enabled: true, request_url: `${address}/slack/events` },
    org_deploy_enabled: true,
    socket_mode_enabled: false,
    token_rotation_enabled: false,
  },
}

/** The scopes a method or an event asks for, from its page under https://docs.slack.dev/reference. */
const needs: Record<string, string[]> = {
  'chat.postMessage': ['chat:write'],
  'chat.postEphemeral': ['chat:write'],
  'chat.update': ['chat:write'],
  'chat.delete': ['chat:write'],
  'chat.unfurl': ['links:write'],
  'conversations.open': ['im:write'],
  'conversations.history': ['channels:history', 'groups:history', 'im:history', 'mpim:history'],
  'conversations.replies': ['channels:history', 'groups:history', 'im:history', 'mpim:history'],
  'users.info': emailScopes,
  'views.open': [],
  'views.push': [],
  'views.publish': [],
  'views.update': [],
  app_home_opened: [],
  app_mention: ['app_mentions:read'],
  app_uninstalled: [],
  channel_archive: ['channels:read'],
  channel_deleted: ['channels:read'],
  channel_id_changed: ['channels:read', 'groups:read'],
  channel_left: ['channels:read'],
  channel_unarchive: ['channels:read'],
  group_archive: ['groups:read'],
  group_deleted: ['groups:read'],
  group_left: ['groups:read'],
  group_unarchive: ['groups:read'],
  link_shared: ['links:read'],
  member_joined_channel: ['channels:read', 'groups:read'],
  'message.im': ['im:history'],
  tokens_revoked: [],
  'slash commands and shortcuts': ['commands'],
}
const isMethod = (name: string) => /^(chat|conversations|users|views)\./.test(name)
const scopes = (manifest: ReturnType<typeof slackManifest>) => manifest.oauth_config.scopes.bot

describe('the manifest for Slack', () => {
  it('is what Slack publishes as the type of one, and leaves no placeholder', () => {
    expect(JSON.parse(JSON.stringify(plain))).toEqual(expected)
    expect(JSON.stringify(plain)).not.toContain('${{')
  })

  it('keeps the lengths Slack gives for names and descriptions', () => {
    const { display_information: shown, features } = plain
    expect(shown.name.length).toBeLessThanOrEqual(35)
    expect(shown.description.length).toBeLessThanOrEqual(140)
    expect(shown.long_description.length).toBeGreaterThanOrEqual(175)
    expect(shown.long_description.length).toBeLessThanOrEqual(4000)
    for (const { name, description } of features.shortcuts) {
      expect(name.length).toBeLessThanOrEqual(24)
      expect(description.length).toBeLessThanOrEqual(150)
    }
    for (const { command, description, usage_hint: hint } of features.slash_commands) {
      expect(command.length).toBeLessThanOrEqual(32)
      expect(description.length).toBeLessThanOrEqual(2000)
      expect(hint.length).toBeLessThanOrEqual(1000)
    }
  })

  it('asks for exactly the scopes that what the bot calls and hears needs', () => {
    const used = Object.entries(needs).filter(([name]) => name !== 'users.info')
    expect(scopes(plain)).toEqual([...new Set(used.flatMap(([, needed]) => needed))].sort())
    expect(scopes(slackManifest({ ...filling, email: true }))).toEqual([...scopes(plain), ...emailScopes])
  })

  it.each([
    [false, address],
    [true, `${address}/bot`],
  ])(
    'asks for what a workspace that installs the app by itself is asked for; by mail: %s, at %s',
    async (byEmail, publicUrl) => {
      const workspaces = { clientId: '1.2', clientSecret: 'x', allowed: ['T1'], publicUrl }
      const settings: SlackSettings = {
        receive: { kind: 'http', signingSecret: 'x' },
        workspaces: { kind: 'several', ...workspaces },
        ...{ apiUrl: null, links: null },
      }
      const around = { report: () => undefined, vault: memoryVault(), phrases: phrasesIn, byEmail }
      const { router } = await createSlack(settings, around)
      const web = await listen(express().use(router ?? []), '127.0.0.1', 0)
      const { headers } = await fetch(`http://127.0.0.1:${web.port}/slack/install`, { redirect: 'manual' })
      await web.close()
      const asked = new URL(headers.get('location') ?? '').searchParams
      const manifest = slackManifest({ ...filling, address: publicUrl, email: byEmail })
      expect(asked.get('scope')?.split(',')).toEqual(scopes(manifest))
      expect([asked.get('redirect_uri')]).toEqual(manifest.oauth_config.redirect_urls)
    },
  )

  it('knows the need of every method the bot calls, and of no other', () => {
    const source = filesOf('src/slack').filter((path) => path.endsWith('.ts'))
    const called = source.flatMap((path) =>
      sourceOf(path)
        .strings.map(({ text }) => text)
        .filter(isMethod),
    )
    expect([...new Set(called)].sort()).toEqual(Object.keys(needs).filter(isMethod).sort())
  })

  it('subscribes to the events the bot reads, and offers the shortcuts it knows', () => {
    const events = plain.settings.event_subscriptions.bot_events
    expect(events.map((event) => event.replace(/^message\.im$/, 'message'))).toEqual(Object.keys(readers).sort())
    expect(Object.keys(needs)).toEqual(expect.arrayContaining(events))
    const offered = plain.features.shortcuts.map(({ callback_id: id }) => id)
    expect(offered.sort()).toEqual(Object.values(shortcuts).sort())
  })

  it('hints at words the bot understands', () => {
    const words = Object.entries(nb).flatMap(([key, text]) => (/^command\.\w+$/.test(key) ? text.split(', ') : []))
    const hinted = plain.features.slash_commands.flatMap(({ usage_hint: hint }) => hint.split(' | '))
    expect(hinted.filter((hint) => !words.includes(hint.split(' ')[0] ?? ''))).toEqual([])
  })

  it('gives no address where the bot reaches Slack, and asks for nothing about links without one', () => {
    const socket = slackManifest({ address: null, socket: true, email: false })
    expect(JSON.stringify(socket)).not.toMatch(/https?:|\$\{\{|links:|link_shared|unfurl/)
    expect(socket.settings.socket_mode_enabled).toBe(true)
  })

  it('asks people who they are, and sends them back, only where they sign in', () => {
    const manifest = slackManifest({ ...filling, signIn: true })
    const { redirect_urls: back, scopes: asked } = manifest.oauth_config
    expect(back).toEqual([`${address}/slack/oauth_redirect`, `${address}/rom/inn/slack/tilbake`])
    expect(asked.user).toEqual(signInScopes)
    expect(asked.bot).toEqual(scopes(plain))
    const known: webApi.AppsManifestCreateArguments['manifest']['oauth_config'] = {
      scopes: { user: ['openid', 'profile'] },
    }
    expect(known?.scopes?.user).toEqual(asked.user)
    expect(plain.oauth_config.scopes.user).toBeUndefined()
    const socket = slackManifest({ ...filling, socket: true, signIn: true }).oauth_config
    expect(socket.redirect_urls).toEqual([`${address}/rom/inn/slack/tilbake`])
  })

  it('is refused without an address to which somebody who signs in can be sent back', () => {
    expect(slackProblems({ address: null, socket: true, email: false, signIn: true })).toEqual([
      expect.stringContaining('--sign-in needs --address'),
    ])
    expect(slackProblems({ ...filling, signIn: true })).toEqual([])
  })

  it('is refused without an address that Slack can reach', () => {
    expect(slackProblems(filling)).toEqual([])
    expect(slackProblems({ ...filling, address: null })).toEqual([expect.stringContaining('--address is missing')])
    expect(slackProblems({ ...filling, address: 'http://stafett.fjordvik.example' })).toHaveLength(1)
    expect(slackProblems({ ...filling, address: null, socket: true })).toEqual([])
  })
})

describe('the README', () => {
  it('gives a reason for each scope, and for no other', () => {
    const rows = readFileSync('README.md', 'utf8').matchAll(/^\| ((?:`[a-z_.]+:[a-z.]+`(?:, )?|`commands`)+) \|/gm)
    const named = [...rows].flatMap(([, cell = '']) => [...cell.matchAll(/`([^`]+)`/g)].map(([, scope]) => scope))
    expect(named.sort()).toEqual([...scopes(plain), ...emailScopes].sort())
  })
})
