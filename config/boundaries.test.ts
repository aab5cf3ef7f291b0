import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { boundaries } from './boundaries.js'

const foldersOf = (root: string) =>
  readdirSync(new URL(`../${root}/`, import.meta.url), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => `${root}/${entry.name}`)
const folders = ['src', 'src/features', 'server']
  .flatMap(foldersOf)
  .filter((folder) => folder !== 'src/features')

test('the import table lists every folder of src, src/features and server', () => {
  const unguarded = folders.filter((folder) => !(folder in boundaries))
  expect(unguarded).toEqual([])
})

test('the import table lists only existing folders', () => {
  const existing = new Set(folders)
  expect(Object.keys(boundaries).filter((folder) => !existing.has(folder))).toEqual([])
})
