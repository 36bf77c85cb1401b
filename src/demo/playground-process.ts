/**
 * The child process in which one Playground runs. Keeps it on this machine and ends it with its parent. Its first
 * argument is the Playground's environment as JSON, the rest are the Playground's own arguments.
 */
import { existsSync } from 'node:fs'
import { Server } from 'node:net'
import { delimiter, join } from 'node:path'
import { env } from 'node:process'

const [environment = '{}'] = process.argv.splice(2, 1)
Object.assign(env, JSON.parse(environment))

// Where nothing opens pages, the Playground would die of looking for it.
const folders = (env.PATH ?? '').split(delimiter)
const hasOpener = process.platform !== 'linux' || folders.some((folder) => existsSync(join(folder, 'xdg-open')))
if (!hasOpener) env.TEAMSAPPTESTER_BROWSER = 'none'

// The channel to the parent closes when the parent ends, also when it is killed.
process.on('disconnect', () => process.exit())

// The Playground lets anybody speak as any of its people, and by itself listens on every network of the machine.
const listen = Server.prototype.listen
Object.defineProperty(Server.prototype, 'listen', {
  value(this: Server, port: unknown, ...rest: unknown[]) {
    return Reflect.apply(listen, this, [port, '127.0.0.1', ...rest])
  },
})

await import(import.meta.resolve('@microsoft/m365agentsplayground/cli.js'))
