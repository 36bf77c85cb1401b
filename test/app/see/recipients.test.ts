/** Whom a family lets in as people call it: a service and, where the municipality has several units of it, which. */
import { expect, test } from 'vitest'
import { recipientLabels, recipientNames, recipientsWithin, unitsOf } from '../../../src/app/see/index.ts'
import { looking } from '../../support/looking.ts'
import { personToImport } from '../../support/people.ts'

const here = { municipality: 'fjordvik' }
const PPT = 'pedagogisk-psykologisk tjeneste (PPT)'

test('the units of services are those in which somebody works with cases there, in the order of the services', async () => {
  const elsewhere = { municipality: 'solvik', unit: 'sor', service: 'ppt' }
  const { tx } = await looking({ administrator: { unit: 'kontoret', roles: ['administrator'] } }, [
    personToImport('At both', { unit: 'ost', service: 'ppt', line: 90 }),
    personToImport('At both', { ...elsewhere, line: 91 }),
  ])
  expect(await unitsOf(tx, 'fjordvik', ['skolehelsetjeneste', 'ppt', 'skole'])).toEqual([
    'skolehelsetjeneste/helse',
    ...['ppt/nord', 'ppt/ost', 'ppt/ppt'],
    ...['skole/bjorkelia', 'skole/strandheim'],
  ])
  expect(await unitsOf(tx, 'solvik', ['ppt'])).toEqual(['ppt/sor'])
})

test('a unit is named where the service has several there, and nothing but the service where it has one, or is meant as a whole', async () => {
  const { viewer } = await looking()
  const teacher = await viewer('teacher')
  const within = (...of: string[]) => recipientsWithin(teacher, here, of)
  expect(await within('ppt/ppt', 'ppt/nord')).toEqual([`${PPT} – PPT`, `${PPT} – Nord`])
  expect(await within('ppt', 'skolehelsetjeneste/helse')).toEqual([PPT, 'skolehelsetjenesten'])
  expect(await within('ppt', 'ppt/ppt')).toEqual([PPT, `${PPT} – PPT`])
  expect(await within('skolehelsetjeneste/helse', 'ppt/ppt')).toEqual(['skolehelsetjenesten', `${PPT} – PPT`])
  // In a unit of its own that nobody works in yet: it is told from those that the directory knows.
  expect(await within('ppt/ny')).toEqual([`${PPT} – Ny`])
  expect(await recipientNames(teacher, here, ['skole', 'skolehelsetjeneste/helse'])).toEqual([
    'Skole',
    'Skolehelsetjenesten',
  ])
})

test('where somebody’s address is secret the service alone is named, once, but for who must choose among its units', async () => {
  const { viewer } = await looking()
  const teacher = await viewer('teacher')
  const secret = { ...here, shielded: true }
  expect(await recipientsWithin(teacher, secret, ['ppt/ppt', 'ppt/nord', 'skole/bjorkelia'])).toEqual([PPT, 'skole'])
  const labels = await recipientLabels(teacher, secret, ['ppt/ppt', 'ppt/nord'])
  expect([labels('ppt/ppt'), labels('ppt/nord')]).toEqual([`${PPT} – PPT`, `${PPT} – Nord`])
})
