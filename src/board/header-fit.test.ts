import { expect, test } from 'vitest'
import type { BoardDraft } from '#src/contract/board.ts'
import { toTimeZone } from '#src/domain/time/time-zone.ts'
import { boardDraft, makeRoom, makeNorthgate } from '#src/testing/fixtures.ts'
import { fitHeaderLogo } from './header-fit.ts'
import { fitPlaces } from './typography/fit-board.ts'
import { headerSizes } from './typography/header-sizes.ts'

const zone = toTimeZone('Europe/Berlin')
const topology = makeNorthgate({
  rooms: [makeRoom({ id: 'a', name: 'Alder', capacity: 8, floorId: 'f3' })],
})
const boardAt = (
  distanceMetres: number,
  orientation: BoardDraft['screen']['orientation'] = 'landscape',
): BoardDraft => ({ ...boardDraft, screen: { ...boardDraft.screen, distanceMetres, orientation } })
const logoOf = (board: BoardDraft, logoUrl: string | null = '/logo') =>
  fitHeaderLogo(board, fitPlaces(board, topology), zone, logoUrl)

test('leaves out the logo only if the header also shows the age and there is no space for both', () => {
  expect(logoOf(boardAt(3))).toEqual(['/logo', 28])
  expect(logoOf(boardAt(3, 'portrait'))).toEqual(['/logo', 18])
  expect(logoOf(boardAt(8))).toEqual(['/logo', 28])
  expect(logoOf(boardAt(13))).toEqual([null, 0])
})

test('shrinks a long name beside a logo, and beside a clock with AM or PM, instead of cutting it off', () => {
  const board = boardAt(3, 'portrait')
  const placeSize = (change: Partial<BoardDraft>, logoUrl: string | null) => {
    const changed = { ...board, ...change }
    const [, width] = logoOf(changed, logoUrl)
    return headerSizes(board.screen, fitPlaces(changed, topology), 'Lobby east', width).place
  }
  const usual = placeSize({}, null)
  expect(placeSize({ name: 'Lobby east' }, '/logo')).toBeLessThan(usual)
  expect(logoOf({ ...board, clock: '12-hour' }, null)[1]).toBeGreaterThan(5)
  expect(logoOf({ ...board, clock: '24-hour' }, null)[1]).toBe(0)
})
