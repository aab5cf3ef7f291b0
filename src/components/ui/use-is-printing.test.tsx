import { render, screen, within } from '@testing-library/react'
import { useLayoutEffect, useRef } from 'react'
import { createRoot } from 'react-dom/client'
import { expect, onTestFinished, test, vi } from 'vitest'
import { useIncrementalCount } from './use-incremental-count.ts'
import { useIsPrinting } from './use-is-printing.ts'
import { useVirtualList } from './use-virtual-list.ts'

function Rows({ count }: { count: number }) {
  const list = useRef<HTMLUListElement>(null)
  const { rows, height } = useVirtualList({ list, count, estimateHeight: () => 44 })
  return (
    <ul ref={list} style={{ height: height ?? undefined }}>
      {rows.map(({ index, top }) => (
        <li key={index}>{top}</li>
      ))}
    </ul>
  )
}

test('a virtual list renders all rows in normal flow while the page prints', () => {
  render(<Rows count={1_000} />)
  expect(screen.getAllByRole('listitem').length).toBeLessThan(100)

  // Does not use `act`, because the browser lays out the printed pages right after the event.
  window.dispatchEvent(new Event('beforeprint'))
  expect(screen.getAllByRole('listitem')).toHaveLength(1_000)
  expect(screen.getByRole('list').style.height).toBe('')
  expect(screen.getAllByRole('listitem')[999]).toBeEmptyDOMElement()

  window.dispatchEvent(new Event('afterprint'))
  expect(screen.getAllByRole('listitem').length).toBeLessThan(100)
})

function Batches({ total }: { total: number }) {
  return <output>{useIncrementalCount(total, 12)}</output>
}

test('an incremental list renders all items if the page prints before the last batch', () => {
  render(<Batches total={56} />)
  expect(screen.getByRole('status')).toHaveTextContent('12')
  window.dispatchEvent(new Event('beforeprint'))
  expect(screen.getByRole('status')).toHaveTextContent('56')
})

/** Renders when the page starts to print, like the heading of printed pages. */
function Heading() {
  return useIsPrinting() && <h1>Printed</h1>
}

/** Prints right after the commit that shows `printAt` items, before React runs the effects of this commit. */
function PrintedBatches({ printAt }: { printAt: number }) {
  const count = useIncrementalCount(56, 10, 15)
  useLayoutEffect(() => {
    if (count === printAt) queueMicrotask(() => window.dispatchEvent(new Event('beforeprint')))
  }, [count, printAt])
  return <output>{count}</output>
}

test.each([15, 55])(
  'an incremental list renders all items if the page prints before the effects of %i items',
  async (printAt) => {
    // `act` would run the effects right after each commit.
    vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', false)
    const container = document.createElement('div')
    const root = createRoot(container)
    const printed: string[] = []
    const recordPrinted = () =>
      queueMicrotask(() => printed.push(within(container).getByRole('status').textContent))
    window.addEventListener('beforeprint', recordPrinted)
    onTestFinished(() => {
      window.removeEventListener('beforeprint', recordPrinted)
      window.dispatchEvent(new Event('afterprint'))
      root.unmount()
      vi.unstubAllGlobals()
    })
    root.render(<Heading />)
    root.render(
      <>
        <Heading />
        <PrintedBatches printAt={printAt} />
      </>,
    )
    await vi.waitFor(() => expect(printed).toEqual(['56']))
  },
)
