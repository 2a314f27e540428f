// Counts the records of an NDJSON file that are at fault, by ajv and center.schema.json.
//
//   node ajv.mjs FILE [VERDICTS]
//
// Run from where ajv and ajv-formats are installed; VERDICTS gets a 0 or 1 for each line.

import { closeSync, openSync, readFileSync, readSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

const require = createRequire(join(process.cwd(), 'package.json'))
const Ajv = require('ajv/dist/2020').default
const addFormats = require('ajv-formats').default

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const ajv = new Ajv({ allErrors: true, multipleOfPrecision: 9 })
addFormats(ajv)

const isDay = ajv.formats.date.validate
ajv.addFormat('partial-date', (text) =>
  /^[1-9]\d{3}(?:-(?:0[1-9]|1[0-2])(?:-(?:early|mid|late))?)?$/.test(text) || isDay(text))
ajv.addFormat('credit-code', (code) => {
  const values = [...code].map((character) => ALPHABET.indexOf(character))
  if (values.includes(-1)) return true
  let sum = 0
  let weight = 1
  for (const value of values.slice(0, -1)) {
    sum += value * weight
    weight = (weight * 3) % 31
  }
  return (31 - (sum % 31)) % 31 === values.at(-1)
})

// Times and dates sort as texts do. `$data` could say this of numbers, and of dates by `formatMinimum`.
ajv.addKeyword({
  keyword: 'inOrder',
  type: 'object',
  errors: false,
  validate: (pairs, record) => {
    for (const { first, then, apart } of pairs) {
      const [begin, end] = [record[first], record[then]]
      if (begin === undefined || end === undefined || typeof begin !== typeof end) continue
      if (apart ? begin >= end : begin > end) return false
    }
    return true
  },
})

ajv.addKeyword({
  keyword: 'keysDiffer',
  type: 'array',
  errors: false,
  validate: (_, list) => {
    const seen = new Set()
    for (const item of list) {
      const key = item?.key
      if (key === undefined) continue
      if (seen.has(key)) return false
      seen.add(key)
    }
    return true
  },
})

// A list that may be missing, or no list, which another rule tells.
const listOf = (list) => (Array.isArray(list) ? list.filter((item) => typeof item === 'object' && item !== null) : [])
const keysOf = (list) => new Set(listOf(list).map((item) => item.key))
const hasAll = (keys, wanted) => !Array.isArray(wanted) || wanted.every((key) => keys.has(key))
const has = (keys, key) => key === undefined || keys.has(key)

function refersToWhatIsThere(center) {
  const [spaces, services, people] = [keysOf(center.spaces), keysOf(center.services), keysOf(center.people)]
  return listOf(center.services).every((service) => hasAll(spaces, service.spaces)) &&
    listOf(center.tenants).every((tenant) => has(spaces, tenant.space)) &&
    listOf(center.activities).every((activity) => hasAll(spaces, activity.spaces) && has(services, activity.service) &&
      listOf(activity.sections).every((section) => has(people, section.teacher)))
}

function holdsItsSpaces(center) {
  const most = new Map()
  for (const { kind, square_meters: size } of listOf(center.areas)) most.set(kind, Math.max(most.get(kind) ?? 0, size))
  return listOf(center.spaces).every((space) => listOf(space.areas).every(({ kind, square_meters: size }) =>
    !most.has(kind) || !(size > most.get(kind))))
}

ajv.addKeyword({
  keyword: 'holdsTogether',
  type: 'object',
  errors: false,
  validate: (_, center) => {
    const otherNames = !Array.isArray(center.aliases) || !center.aliases.includes(center.name)
    return otherNames && holdsItsSpaces(center) && refersToWhatIsThere(center)
  },
})

const validate = ajv.compile(JSON.parse(readFileSync(new URL('center.schema.json', import.meta.url), 'utf8')))

let records = 0
let atFault = 0
let faults = 0
const [file, verdictsFile] = process.argv.slice(2)
const verdicts = verdictsFile ? [] : undefined

function check(line) {
  let valid
  try {
    valid = validate(JSON.parse(line))
    if (!valid) faults += validate.errors.length
  } catch {
    valid = false
    faults += 1
  }
  records += 1
  if (!valid) atFault += 1
  verdicts?.push(valid ? '0\n' : '1\n')
}

// Whole blocks, which takes a little less than `readline`.
const block = Buffer.allocUnsafe(1 << 20)
const descriptor = openSync(file, 'r')
let rest = Buffer.alloc(0)
for (;;) {
  const length = readSync(descriptor, block, 0, block.length, null)
  if (length === 0) break
  const bytes = rest.length > 0 ? Buffer.concat([rest, block.subarray(0, length)]) : block.subarray(0, length)
  let from = 0
  for (let end = bytes.indexOf(10, from); end !== -1; end = bytes.indexOf(10, from)) {
    check(bytes.utf8Slice(from, end))
    from = end + 1
  }
  rest = Buffer.from(bytes.subarray(from))
}
closeSync(descriptor)
if (rest.length > 0) check(rest.toString('utf8'))

if (verdicts) writeFileSync(verdictsFile, verdicts.join(''))
console.log(`${records} records, ${atFault} at fault, ${faults} faults told`)
