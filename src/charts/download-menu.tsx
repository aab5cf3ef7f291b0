import { Download } from 'lucide-react'
import { type KeyboardEvent, useRef } from 'react'
import { chartCsv } from './csv.ts'
import { download } from './download.ts'
import { chartPicture } from './picture.ts'
import type { ChartData } from './series.ts'

const item =
  'flex h-8 w-full items-center rounded-md px-3 text-left text-[13px] whitespace-nowrap text-ink hover:bg-surface-sunken'

/** Offers the chart as a table file and as a picture. */
export function DownloadMenu({ data }: { data: ChartData }) {
  const menu = useRef<HTMLDetailsElement>(null)
  const close = () => menu.current?.removeAttribute('open')
  const saveTable = () => {
    close()
    // The mark at the front tells spreadsheets that the file is UTF-8.
    download(
      new Blob(['\uFEFF', chartCsv(data)], { type: 'text/csv;charset=utf-8' }),
      `${data.label}.csv`,
    )
  }
  const savePicture = async () => {
    if (!menu.current) return
    const picture = await chartPicture(data, menu.current)
    close()
    if (picture) download(picture, `${data.label}.png`)
  }
  const closeOnEscape = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !menu.current?.open) return
    event.stopPropagation()
    event.preventDefault()
    close()
    menu.current.querySelector('summary')?.focus()
  }
  return (
    // Key and blur are those of the summary and the two buttons inside: nothing else here takes focus.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <details
      ref={menu}
      className="relative"
      onKeyDown={closeOnEscape}
      onBlur={(event) => event.currentTarget.contains(event.relatedTarget) || close()}
    >
      <summary
        aria-label="Download"
        title="Download"
        className="grid size-8 cursor-pointer list-none place-items-center rounded-md text-ink-muted hover:text-ink [&::-webkit-details-marker]:hidden"
      >
        <Download aria-hidden="true" size={16} strokeWidth={1.5} />
      </summary>
      <div className="absolute right-0 z-20 mt-1 rounded-[10px] border border-line bg-surface-raised p-1 shadow-(--shadow)">
        <button type="button" className={item} onClick={saveTable}>
          Figures (CSV)
        </button>
        <button type="button" className={item} onClick={() => void savePicture()}>
          Picture (PNG)
        </button>
      </div>
    </details>
  )
}
