import { fireEvent } from '@testing-library/react'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { navigate } from './navigation.tsx'
import { recordTrail } from './history-trail.ts'
import { keepScrollPositions } from './scroll-positions.ts'

const stops: (() => void)[] = []
beforeAll(() => void stops.push(recordTrail(), keepScrollPositions()))
afterAll(() => {
  for (const stop of stops) stop()
})

const { documentElement: root } = document
const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve))

async function back() {
  const arrived = new Promise((resolve) =>
    window.addEventListener('popstate', resolve, { once: true }),
  )
  window.history.back()
  await arrived
  await nextFrame()
}

async function open(href: string, scrollTop: number) {
  navigate(href)
  await nextFrame()
  const start = root.scrollTop
  // The user scrolls, which ends the restoration.
  fireEvent.wheel(window)
  root.scrollTop = scrollTop
  return start
}

test('a new page opens at the top, and Back restores the scroll position of the earlier page', async () => {
  navigate('/')
  await open('/?state=free', 900)
  expect(await open('/sensors', 300)).toBe(0)
  expect(await open('/displays', 50)).toBe(0)
  await back()
  expect(root.scrollTop).toBe(300)
  await back()
  expect(root.scrollTop).toBe(900)
})

test('changes to filters, panels and breakdowns keep the scroll position, but a change to the location resets it', async () => {
  await open('/?place=f1', 900)
  expect(await open('/?place=f1&state=free', 800)).toBe(900)
  expect(await open('/rooms/a?place=f1&state=free', 700)).toBe(800)
  expect(await open('/rooms/a?place=f1&state=free&explain=room%3Aa', 600)).toBe(700)
  // The overview behind the panel keeps its scroll position.
  await back()
  await back()
  expect(root.scrollTop).toBe(600)
  expect(await open('/?place=f2', 100)).toBe(0)
  await back()
  expect(root.scrollTop).toBe(600)
})

test('a new page with a fragment shows the element that it names, although the element loads later and moves', async () => {
  await open('/', 900)
  navigate('/settings#thresholds')
  await nextFrame()
  expect(root.scrollTop).toBe(0)
  const section = document.createElement('section')
  section.id = 'thresholds'
  let top = 500
  // jsdom has no layout.
  section.scrollIntoView = () => {
    root.scrollTop = top
  }
  document.body.append(section)
  await nextFrame()
  await nextFrame()
  expect(root.scrollTop).toBe(500)
  // A part above the section loads.
  top = 700
  await nextFrame()
  await nextFrame()
  expect(root.scrollTop).toBe(700)
  section.remove()
  await back()
  expect(root.scrollTop).toBe(900)
})
