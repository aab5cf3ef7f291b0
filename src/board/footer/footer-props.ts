import type { BoardViewProps, DataStatus } from '#src/board/room-tile-model.ts'
import type { BoardFit } from '#src/board/typography/board-fit.ts'

/** Props of the footer and of the parts that replace it. */
export type FooterProps = BoardViewProps & { dataStatus: DataStatus; fit: BoardFit }
