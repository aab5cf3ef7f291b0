import { Download, Table2 } from 'lucide-react'
import { useState, type MouseEvent } from 'react'
import { copyTable } from '#src/components/ui/copy-table.ts'
import { Popover } from '#src/components/ui/popover.tsx'
import type { TableExport } from '#src/lib/csv.ts'
import { download, downloadCsv } from '#src/lib/download.ts'
import * as text from '#messages/charts.ts'

export function TableToggle({ pressed, onToggle }: { pressed: boolean; onToggle: () => void }) {
  return (
    <button
      type="button"
      aria-pressed={pressed}
      className="flex h-8 items-center gap-2 rounded-control px-2 text-13 text-ink-muted hover:text-ink aria-pressed:bg-selected aria-pressed:text-ink"
      onClick={onToggle}
    >
      <Table2 aria-hidden="true" className="size-4" strokeWidth={1.5} />
      {text.tableButton}
    </button>
  )
}

const menuItemClassName =
  'flex h-8 w-full items-center rounded-control px-3 text-left text-13 whitespace-nowrap text-ink hover:bg-selected'

/**
 * A menu that copies the data of a chart, or downloads the chart as CSV or PNG.
 *
 * @param label accessible name of the button
 * @param title title of the image, also used for the file names
 * @param toExport returns the table
 * @param renderImage returns the PNG
 */
export function DownloadMenu({
  label = text.downloadMenu,
  title,
  toExport,
  renderImage,
}: {
  label?: string
  title: string
  toExport: () => TableExport
  renderImage: () => Promise<Blob>
}) {
  const [hasImageFailed, setImageFailed] = useState(false)
  const [copyStatus, setCopyStatus] = useState('')
  const copy = async (event: MouseEvent<HTMLButtonElement>) => {
    closePopover(event.currentTarget)
    setCopyStatus(await copyTable(toExport()))
  }
  const saveCsv = (event: MouseEvent<HTMLButtonElement>) => {
    downloadCsv(toExport())
    closePopover(event.currentTarget)
  }
  const savePng = async (event: MouseEvent<HTMLButtonElement>) => {
    closePopover(event.currentTarget)
    setImageFailed(false)
    try {
      download(await renderImage(), title, 'png')
    } catch {
      setImageFailed(true)
    }
  }
  return (
    <>
      <span role="status" className="text-13 text-ink-muted not-empty:px-2">
        {copyStatus}
      </span>
      {hasImageFailed && (
        <span role="alert" className="mr-2 text-13 text-busy-ink">
          {text.imageFailed}
        </span>
      )}
      <Popover
        label={label}
        button={<Download aria-hidden="true" className="size-4" strokeWidth={1.5} />}
        buttonLabel={label}
        buttonClassName="grid size-8 place-items-center rounded-control text-ink-muted hover:text-ink"
        className="p-1"
      >
        <button type="button" className={menuItemClassName} onClick={(event) => void copy(event)}>
          {text.copyData}
        </button>
        <button type="button" className={menuItemClassName} onClick={saveCsv}>
          {text.downloadCsv}
        </button>
        <button
          type="button"
          className={menuItemClassName}
          onClick={(event) => void savePng(event)}
        >
          {text.downloadPng}
        </button>
      </Popover>
    </>
  )
}

function closePopover(inside: Element) {
  inside.closest<HTMLElement>('[popover]')?.hidePopover()
}
