/** What runs the bot on a server and in a container says the same as the project itself. */
import { globSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { settingNames } from '../src/config.ts'

const scripts: { start: string } = JSON.parse(readFileSync('package.json', 'utf8')).scripts

/** What comes after `node`. */
function afterNode(words: string[]): string[] {
  return words.slice(1)
}

const start = afterNode(scripts.start.split(' '))

it('the unit starts the bot with the flags of npm start', () => {
  const [, line = ''] = /^ExecStart=\S+\/(node .*)$/m.exec(readFileSync('deploy/stafett.service', 'utf8')) ?? []
  expect(afterNode(line.split(' '))).toEqual(start)
})

it('the container starts the bot with the flags of npm start', () => {
  const [, list = '[]'] = /^CMD (\[.*\])$/m.exec(readFileSync('deploy/Dockerfile', 'utf8')) ?? []
  expect(afterNode(JSON.parse(list))).toEqual(start)
})

it.each(globSync('deploy/*').sort())('%s names only settings there are', (file) => {
  const named = readFileSync(file, 'utf8').match(/\bSTAFETT_[A-Z_]+/g) ?? []
  expect(named.filter((name) => !settingNames().includes(name))).toEqual([])
})

it('the container for development forwards the ports of the demonstration', () => {
  const { forwardPorts } = JSON.parse(readFileSync('.devcontainer/devcontainer.json', 'utf8'))
  const [, ports = ''] = /const ports = (\{.*\})$/m.exec(readFileSync('src/demo/index.ts', 'utf8')) ?? []
  expect(forwardPorts).toEqual((ports.match(/\d+/g) ?? []).map(Number))
})
