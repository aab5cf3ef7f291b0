import type { BoardViewProps, DataStatus } from '#src/board/room-tile-model.ts'
import type { BoardFit } from '#src/board/typography/board-fit.ts'

export type FooterProps = BoardViewProps & { dataStatus: DataStatus; fit: BoardFit }
