import { expect, test } from 'vitest'
import type { MinutesByPeople } from './group-sizes.ts'
import {
  defaultRightSizeRule,
  findUsualSize,
  isJudgedKind,
  judgeSize,
  maxSeatsOfTooLarge,
} from './right-size.ts'
import type { SensorFinding } from './sensor-findings.ts'

/** 7,805 minutes in use of a room with 12 seats. */
const zugspitze: MinutesByPeople = [
  [1, 860],
  [2, 1_560],
  [3, 1_790],
  [4, 1_640],
  [5, 780],
  [6, 702],
  [7, 395],
  [8, 78],
]
const room = (
  minutesByPeople: MinutesByPeople,
  some: Partial<Parameters<typeof judgeSize>[0]> = {},
) => ({
  room: 'oak',
  openMinutes: 23_400,
  completeOpenMinutes: 23_200,
  usedHours: minutesByPeople.length === 0 ? 0 : 130,
  minutesByPeople: minutesByPeople.map(([people, minutes]): [number, number] => [people, minutes]),
  ...some,
})
const judged = (capacity: number | null) => ({ capacity, isJudged: true, suspects: [] })

test('a room is too large if 60% of its seats or fewer would have served 90% of its use', () => {
  expect(judgeSize(room(zugspitze), judged(12))).toEqual({
    verdict: 'too-large',
    seats: 6,
    served: 7_332 / 7_805,
    mostPeople: 8,
    overCapacity: 0,
  })
  expect(judgeSize(room(zugspitze), judged(10))).toMatchObject({ verdict: 'too-large' })
  expect(judgeSize(room(zugspitze), judged(9))).toMatchObject({ verdict: 'about-right' })
})

test('a room is too small if it was over capacity for more than 2% of its use', () => {
  const over = (minutes: number): MinutesByPeople => [
    [4, 1_000 - minutes],
    [5, minutes],
  ]
  expect(judgeSize(room(over(20)), judged(4)).verdict).toBe('about-right')
  expect(judgeSize(room(over(21)), judged(4))).toMatchObject({
    verdict: 'too-small',
    seats: 6,
    overCapacity: expect.closeTo(0.021),
  })
})

test('the recommended size of a room that is too small serves 98% of its use', () => {
  const crowded: MinutesByPeople = [
    [10, 500],
    [13, 450],
    [18, 50],
  ]
  expect(judgeSize(room(crowded), judged(12))).toMatchObject({
    verdict: 'too-small',
    seats: 20,
    served: 1,
    mostPeople: 18,
  })
})

test('a room with data from all sensors for less than 80% of its open minutes has too little data', () => {
  const thin = room(zugspitze, { openMinutes: 1_000, completeOpenMinutes: 799 })
  expect(judgeSize(thin, judged(12))).toEqual({ verdict: 'too-little-data' })
  const enough = { ...thin, completeOpenMinutes: 800 }
  expect(judgeSize(enough, judged(12)).verdict).toBe('too-large')
  const closed = { ...thin, openMinutes: 0, completeOpenMinutes: 0 }
  expect(judgeSize(closed, judged(12))).toEqual({ verdict: 'too-little-data' })
})

test('a room with only brief visits counts as never used', () => {
  expect(judgeSize(room([[1, 30]], { usedHours: 0 }), judged(12))).toEqual({
    verdict: 'never-used',
  })
  expect(judgeSize(room([]), judged(12))).toEqual({ verdict: 'never-used' })
})

test('rooms for one or two people, and rooms that people pass through, are not assessed', () => {
  expect(judgeSize(room(zugspitze), judged(2))).toEqual({ verdict: 'not-judged' })
  const lobby = { capacity: 12, isJudged: isJudgedKind('Lobby'), suspects: [] }
  expect(judgeSize(room(zugspitze), lobby)).toEqual({ verdict: 'not-judged' })
  expect(['Annex kitchen', 'Dining area'].some(isJudgedKind)).toBe(false)
  expect(['Meeting room', 'Open desks', null].every(isJudgedKind)).toBe(true)
})

test('a room without a capacity gets a recommended size, but no verdict', () => {
  expect(judgeSize(room(zugspitze), judged(null))).toMatchObject({
    verdict: 'no-capacity',
    seats: 6,
    overCapacity: null,
  })
})

test('the limit of a room that is too large has no rounding error', () => {
  for (let percent = 1; percent <= 100; percent += 1) {
    const rule = { ...defaultRightSizeRule, seatsShare: percent / 100 }
    expect(maxSeatsOfTooLarge(100, rule)).toBe(percent)
    expect(maxSeatsOfTooLarge(36, rule)).toBe(Math.floor((percent * 36) / 100))
  }
})

test.each([
  [1, 1],
  [3, 4],
  [13, 16],
  [17, 20],
  [20, 20],
  [21, 24],
  [31, 36],
  [37, 40],
  [123, 130],
])('the usual size for %i people is %i', (people, size) => {
  expect(findUsualSize(people)).toBe(size)
})

const twin: SensorFinding = { kind: 'twin', mac: 'two', days: 7 }
const stuck: SensorFinding = { kind: 'never-zero', nightMinutes: 2_000 }
const low: SensorFinding = { kind: 'never-above-one', days: 7, minutesInUse: 1_500 }
const silent: SensorFinding = { kind: 'silent', silentHours: 20, hours: 168 }

const claims = {
  'too-small': judged(4),
  'about-right': judged(9),
  'too-large': judged(12),
  'no-capacity': judged(null),
}

test.each([
  [twin, { 'too-small': false, 'about-right': false, 'too-large': true, 'no-capacity': false }],
  [stuck, { 'too-small': false, 'about-right': false, 'too-large': false, 'no-capacity': false }],
  [low, { 'too-small': true, 'about-right': false, 'too-large': false, 'no-capacity': false }],
  [silent, { 'too-small': true, 'about-right': true, 'too-large': true, 'no-capacity': true }],
] as const)('withholds the verdicts that a finding puts in doubt: %o', (finding, isKept) => {
  for (const [verdict, size] of Object.entries(claims)) {
    const claim = judgeSize(room(zugspitze), size)
    expect(claim.verdict).toBe(verdict)
    const suspects = [{ mac: 'one', room: 'oak', findings: [silent, finding] }]
    const withFinding = judgeSize(room(zugspitze), { ...size, suspects })
    expect(withFinding).toEqual(
      Object.entries(isKept).some(([kept, yes]) => kept === verdict && yes)
        ? claim
        : { verdict: 'check-sensor', withheld: claim },
    )
  }
})

test('a room with a used hour that a sensor may have missed is not never used', () => {
  const unused = room([[1, 30]], { usedHours: 0 })
  const judgeWith = (finding: SensorFinding) =>
    judgeSize(unused, {
      ...judged(12),
      suspects: [{ mac: 'one', room: 'oak', findings: [finding] }],
    }).verdict
  expect(judgeWith(low)).toBe('check-sensor')
  expect(judgeWith(twin)).toBe('never-used')
})

test('findings about other rooms, and rooms without a verdict, change nothing', () => {
  const elsewhere = [{ mac: 'one', room: 'elm', findings: [stuck] }]
  expect(judgeSize(room(zugspitze), { ...judged(12), suspects: elsewhere }).verdict).toBe(
    'too-large',
  )
  const here = [{ mac: 'one', room: 'oak', findings: [stuck] }]
  expect(judgeSize(room(zugspitze), { ...judged(2), suspects: here }).verdict).toBe('not-judged')
})
