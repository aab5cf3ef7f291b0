import { fireEvent, render, screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { BoardDraft } from '#src/contract/board.ts'
import { second } from '#src/domain/time/duration.ts'
import { toTimeZone } from '#src/domain/time/time-zone.ts'
import { boardDraft, makeTopology } from '#src/testing/fixtures.ts'
import { BoardHeader } from './board-header.tsx'

const at = Date.parse('2026-11-23T14:02:00+01:00')
const berlin = toTimeZone('Europe/Berlin')
const site = (name: string, zone: string) => ({ id: name, name, zone: toTimeZone(zone) })
const twoZones = makeTopology({
  sites: [site('Berlin', 'Europe/Berlin'), site('Lisbon', 'Europe/Lisbon')],
})
const header = (change: Partial<Parameters<typeof BoardHeader>[0]>) => (
  <BoardHeader
    {...{ board: boardDraft, topology: twoZones, zone: berlin, at, now: at, notLiveSince: null }}
    {...change}
  />
)
const heading = () => screen.getByRole('heading').textContent

test('names the time zone of the clock on live and on stopped boards with sites in two zones', () => {
  const { rerender } = render(header({}))
  expect(heading()).toBe('Lobby Berlin time (CET)')
  rerender(header({ notLiveSince: at }))
  expect(heading()).toBe('Not live since 14:02 Berlin time (CET)')
  rerender(header({ notLiveSince: at, topology: makeTopology({}) }))
  expect(heading()).toBe('Not live since 14:02 ')
})

test('names the time zone and compares the times of sites according to the gateway’s time zone data', () => {
  const withClock = (name: string, offset: number, abbreviation: string) => {
    const periods = [{ from: 0, to: 1e9, offset, abbreviation }]
    return { name: 'UTC', known: true, clock: { zone: name, periods } }
  }
  const kyiv = withClock('Europe/Kyiv', 180, 'EEST')
  const others = [withClock('Asia/Riyadh', 180, 'GMT+3'), withClock('Europe/Paris', 120, 'CEST')]
  const topologies = others.map((zone) =>
    makeTopology({
      sites: [kyiv, zone].map((own, index) => ({ id: `${index}`, name: '', zone: own })),
    }),
  )
  const { rerender } = render(header({ zone: kyiv, topology: topologies[0] ?? twoZones }))
  expect(screen.getByRole('time')).toHaveTextContent('16:02')
  expect(heading()).not.toContain('time')
  rerender(header({ zone: kyiv, topology: topologies[1] ?? twoZones }))
  expect(heading()).toBe('Lobby Kyiv time (EEST)')
})

test('uses the board’s 12-hour or 24-hour clock, or the clock of its locale by default', () => {
  const clock = (change: Partial<BoardDraft>) => {
    const { unmount } = render(header({ board: { ...boardDraft, ...change } }))
    const words = screen.getByRole('time').textContent.replaceAll(/\s/g, ' ')
    unmount()
    return words
  }
  expect(clock({})).toBe('14:02')
  expect(clock({ clock: '12-hour' })).toBe('2:02 pm')
  expect(clock({ locale: 'en-US' })).toBe('2:02 PM')
  expect(clock({ locale: 'en-US', clock: '24-hour' })).toBe('14:02')
  render(header({ board: { ...boardDraft, clock: '12-hour' }, notLiveSince: at }))
  expect(heading()).toMatch(/^Not live since 2:02\spm /)
})

test('shows the logo while data is live, and tries again after a minute if the logo fails to load', () => {
  const { rerender } = render(header({ logoUrl: '/logo?v=1' }))
  const logo = () => screen.queryByAltText('')
  expect(logo()).toHaveAttribute('src', '/logo?v=1')
  fireEvent.error(screen.getByAltText(''))
  rerender(header({ logoUrl: '/logo?v=1', now: at + 59 * second }))
  expect(logo()).toBeNull()
  rerender(header({ logoUrl: '/logo?v=1', now: at + 60 * second }))
  expect(logo()).not.toBeNull()
  rerender(header({ logoUrl: '/logo?v=1', notLiveSince: at }))
  expect(logo()).toBeNull()
})

test('reserves space for the time zone in the heading of a stopped board', () => {
  const size = () => {
    const value = screen.getByRole('heading').style.getPropertyValue('--verdict')
    return Number(/^calc\(var\(--u\) \* ([\d.]+)\)$/.exec(value)?.[1])
  }
  const board = { ...boardDraft, screen: { ...boardDraft.screen, distanceMetres: 4 } }
  const { rerender } = render(header({ board, notLiveSince: at, topology: makeTopology({}) }))
  const without = size()
  rerender(header({ board, notLiveSince: at }))
  expect(size()).toBeLessThan(without)
})

test('shortens the time zone in the heading of a stopped board with a long viewing distance', () => {
  const screenFarAway = { ...boardDraft.screen, aspect: '4:3' as const, distanceMetres: 6.5 }
  const board = { ...boardDraft, screen: screenFarAway }
  render(header({ board, notLiveSince: at }))
  expect(heading()).toBe('Not live since 14:02 CET')
})

test('shortens the time zone and leaves out the building beside a long board name', () => {
  const name = 'Meeting rooms of the whole company'
  const board = { ...boardDraft, name }
  const { rerender } = render(header({ board }))
  expect(heading()).toBe(`${name} CET`)
  const buildings = [{ id: 'b', name: 'Conference centre south', siteId: 's' }]
  rerender(header({ board, topology: makeTopology({ buildings }) }))
  expect(heading().trim()).toBe(name)
  rerender(header({ topology: makeTopology({ buildings }) }))
  expect(heading()).toBe('Lobby Conference centre south')
})

test('computes the heading of a stopped board once a minute, not every second', () => {
  let reads = 0
  const board: BoardDraft = {
    ...boardDraft,
    get screen() {
      reads += 1
      return boardDraft.screen
    },
  }
  const { rerender } = render(header({ board, notLiveSince: at }))
  const before = reads
  for (let passed = 1; passed < 60; passed += 1) {
    rerender(header({ board, notLiveSince: at, now: at + passed * second }))
  }
  expect(reads).toBe(before)
  rerender(header({ board, notLiveSince: at, now: at + 60 * second }))
  expect(reads).toBeGreaterThan(before)
})
