import { render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useEffect } from 'react'
import { expect, test } from 'vitest'
import { attachRoomKeys } from './room-keys.ts'

function Rooms({ names }: { names: readonly string[] }) {
  useEffect(attachRoomKeys, [])
  return (
    <main>
      <button>Before</button>
      {names.map((name) => (
        <a key={name} href={`/rooms/${name}?state=free`} aria-keyshortcuts="e">
          {name}
        </a>
      ))}
      <button>After</button>
    </main>
  )
}

const link = (name: string) => screen.getByRole('link', { name })

test('the rooms are a single tab stop, at the last focused room, and arrow keys move between them', async () => {
  const { rerender } = render(<Rooms names={['Maple', 'Alder', 'Oak']} />)
  await userEvent.click(screen.getByRole('button', { name: 'Before' }))
  await userEvent.tab()
  expect(link('Maple')).toHaveFocus()
  await userEvent.keyboard('{ArrowRight}')
  expect(link('Alder')).toHaveFocus()
  await userEvent.tab()
  expect(screen.getByRole('button', { name: 'After' })).toHaveFocus()

  rerender(<Rooms names={['Elm', 'Maple', 'Alder', 'Oak']} />)
  await userEvent.tab({ shift: true })
  expect(link('Alder')).toHaveFocus()
  await userEvent.keyboard('{ArrowLeft}{ArrowLeft}')
  expect(link('Elm')).toHaveFocus()
})

test('when a filter removes the room that is the tab stop, another room becomes the tab stop', async () => {
  const { rerender } = render(<Rooms names={['Maple', 'Alder']} />)
  await userEvent.click(screen.getByRole('button', { name: 'Before' }))
  rerender(<Rooms names={['Oak', 'Alder']} />)
  await new Promise(requestAnimationFrame)
  await userEvent.tab()
  expect(link('Oak')).toHaveFocus()
})

test('when a room is added, no attribute of the other rooms changes', async () => {
  const { rerender } = render(<Rooms names={['Maple', 'Alder']} />)
  const changes: MutationRecord[] = []
  const observer = new MutationObserver((records) => changes.push(...records))
  observer.observe(document.body, { subtree: true, attributes: true, childList: true })
  rerender(<Rooms names={['Maple', 'Alder', 'Oak']} />)
  await waitFor(() => expect(link('Oak')).toHaveAttribute('tabindex', '-1'))
  observer.disconnect()
  expect(changes.filter(({ type }) => type === 'attributes').map(({ target }) => target)).toEqual([
    link('Oak'),
  ])
})

test('`e` on a room opens its breakdown over the page, but not with a modifier key', async () => {
  window.history.replaceState(null, '', '/?state=free')
  render(<Rooms names={['Maple']} />)
  link('Maple').focus()
  await userEvent.keyboard('{Control>}e{/Control}')
  expect(window.location.search).toBe('?state=free')
  await userEvent.keyboard('e')
  expect(window.location.pathname).toBe('/')
  expect(new URLSearchParams(window.location.search).get('explain')).toBe('room:Maple')
})
