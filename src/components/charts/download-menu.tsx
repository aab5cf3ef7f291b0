import { Download } from 'lucide-react'
import type { MouseEvent } from 'react'
import { Popover } from '#src/components/ui/popover.tsx'
import { chartCsv } from './csv.ts'
import { download } from '#src/lib/download.ts'
import { chartPicture } from './picture.ts'
import type { ChartData } from './series.ts'

const item =
  'flex h-8 w-full items-center rounded-control px-3 text-left text-13 whitespace-nowrap text-ink hover:bg-selected'

/** Offers the chart as a file of figures and as a picture. */
export function DownloadMenu({ data }: { data: ChartData }) {
  const saveFigures = (event: MouseEvent<HTMLButtonElement>) => {
    // The mark at the front tells spreadsheets that the file is UTF-8.
    const file = new Blob(['\uFEFF', chartCsv(data)], { type: 'text/csv;charset=utf-8' })
    download(file, `${data.label}.csv`)
    close(event.currentTarget)
  }
  const savePicture = async (event: MouseEvent<HTMLButtonElement>) => {
    const button = event.currentTarget
    const picture = await chartPicture(data, button)
    if (picture) download(picture, `${data.label}.png`)
    close(button)
  }
  return (
    <Popover
      label="Download"
      button={<Download aria-hidden="true" size={16} strokeWidth={1.5} />}
      buttonLabel="Download"
      buttonClassName="grid size-8 place-items-center rounded-control text-ink-muted hover:text-ink"
      className="p-1"
    >
      <button type="button" className={item} onClick={saveFigures}>
        Figures (CSV)
      </button>
      <button type="button" className={item} onClick={(event) => void savePicture(event)}>
        Picture (PNG)
      </button>
    </Popover>
  )
}

function close(inside: Element) {
  inside.closest<HTMLElement>('[popover]')?.hidePopover()
}
