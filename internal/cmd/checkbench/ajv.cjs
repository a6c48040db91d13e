// Measures ajv: JSON.parse and the code that ajv makes of the response schema of an operation. It begins with the bytes of
// the body, as the checker does ("ajv"), and with a string that has been decoded from UTF-8 before ("ajv_text").
// Arguments: the folder of the tools, the bundle in JSON, milliseconds, and files with bodies, which are named after
// their operations. Prints megabytes of body for a second of processor time.
const { createRequire } = require('node:module')
const { basename, resolve, join } = require('node:path')
const { readFileSync, writeFileSync } = require('node:fs')

const [tools, documentFile, milliseconds, ...files] = process.argv.slice(2)
const toolsRequire = createRequire(resolve(tools, 'package.json'))
const Ajv = toolsRequire('ajv')
const standalone = toolsRequire('ajv/dist/standalone').default
const document = JSON.parse(readFileSync(documentFile, 'utf8'))

// OpenAPI 3.0 has bounds that are exclusive by a truth value, as JSON Schema had before draft 6.
function modern(schema) {
  if (schema === null || typeof schema !== 'object') return
  for (const [flag, bound] of [['exclusiveMinimum', 'minimum'], ['exclusiveMaximum', 'maximum']]) {
    if (schema[flag] === true) { schema[flag] = schema[bound]; delete schema[bound] } else if (schema[flag] === false) delete schema[flag]
  }
  Object.values(schema).forEach(modern)
}
modern(document.components.schemas)

function compiled(api) {
  const ajv = new Ajv({ strict: false, validateFormats: false, code: { source: true, optimize: 3 } })
  const operation = document.paths[`/${api}/`].get
  const schema = operation.responses['200'].content['application/json'].schema
  const validate = ajv.compile({ ...schema, components: document.components })
  const file = join(resolve(documentFile, '..'), `${api}.cjs`)
  writeFileSync(file, standalone(ajv, validate))
  return createRequire(resolve(tools, 'package.json'))(file)
}

function until(limit, once) {
  let n = 0
  for (const start = Date.now(); Date.now() - start < limit; n++) once()
  return n
}

function speed(size, once) {
  until(milliseconds / 2, once) // so that the code is optimized
  const before = process.cpuUsage()
  const n = until(milliseconds, once)
  const used = process.cpuUsage(before)
  return (n * size) / (used.user + used.system)
}

const speeds = { ajv: {}, ajv_text: {} }
for (const file of files) {
  const api = basename(file)
  const validate = compiled(api)
  const bytes = readFileSync(file)
  const text = bytes.toString()
  const check = (text) => { if (!validate(JSON.parse(text))) throw new Error(JSON.stringify(validate.errors)) }
  speeds.ajv[api] = speed(bytes.length, () => check(bytes.toString()))
  speeds.ajv_text[api] = speed(bytes.length, () => check(text))
}
console.log(JSON.stringify(speeds))
