import '@mantine/charts/styles.layer.css'
import { LineChart } from '@mantine/charts'
import { Button, Group } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useLocale } from 'use-intl'
import { useDates, useFigures } from '../../../parts/dates.ts'
import { EmptyNote } from '../../../parts/panel.tsx'
import { useOrganisationZone } from '../../../parts/use-organisation-zone.ts'
import { organisationQuery } from '../../../queries.ts'
import { useWords } from '../../../words.tsx'
import type { FullCampaign, Outcome } from '../campaign-queries.ts'
import styles from '../campaign.module.css'
import { readLook, toPng, toSvg } from './draw-picture.ts'
import { outcomePicture, type Shape } from './outcome-picture.ts'
import { OutcomeTable } from './outcome-table.tsx'
import { saveFile } from './save-file.ts'

type OutcomeChartProps = { readonly outcome: Outcome; readonly campaign: FullCampaign }

/** How quickly a letter left and arrived: as a curve, in numbers, and as a picture to take along. */
export function OutcomeChart({ outcome, campaign }: OutcomeChartProps) {
  const words = useWords()
  const figures = useFigures()
  const timeOf = useTimeOf(outcome)
  if (outcome.overTime.length < 2) return <EmptyNote>{words('report.noCurve')}</EmptyNote>
  const accepted = words('report.accepted')
  const delivered = words('report.delivered')
  const data = outcome.overTime.map((stretch) => ({
    time: timeOf(stretch.from),
    [accepted]: stretch.accepted,
    [delivered]: stretch.delivered,
  }))
  return (
    <>
      <div className={styles['chart']} role="img" aria-label={words('report.curve')}>
        <LineChart
          h={260}
          data={data}
          dataKey="time"
          series={[
            { name: accepted, color: 'var(--series-1)' },
            { name: delivered, color: 'var(--series-2)', strokeDasharray: '6 4' },
          ]}
          curveType="linear"
          withDots={false}
          withLegend
          valueFormatter={figures}
          lineChartProps={{ accessibilityLayer: false }}
        />
      </div>
      <SaveButtons outcome={outcome} campaign={campaign} />
      <OutcomeTable outcome={outcome} timeOf={timeOf} />
    </>
  )
}

function SaveButtons({ outcome, campaign }: OutcomeChartProps) {
  const words = useWords()
  const { slug } = campaign
  const picture = usePicture(outcome, campaign)
  const savePicture = async (): Promise<void> => {
    const png = await toPng(picture(), readLook())
    if (png !== null) saveFile(`${slug}.png`, png)
  }
  const saveDrawing = (): void =>
    saveFile(`${slug}.svg`, new Blob([toSvg(picture(), readLook())], { type: 'image/svg+xml' }))
  return (
    <Group mt="sm">
      <Button variant="default" size="xs" onClick={() => void savePicture()}>
        {words('report.savePicture')}
      </Button>
      <Button variant="default" size="xs" onClick={saveDrawing}>
        {words('report.saveChart')}
      </Button>
    </Group>
  )
}

function usePicture({ overTime, stretchMinutes }: Outcome, { name, releasedAt }: FullCampaign): () => readonly Shape[] {
  const words = useWords()
  const locale = useLocale()
  const dates = useDates()
  const figures = useFigures()
  const zone = useOrganisationZone()
  const timeOf = useTimeOf({ stretchMinutes })
  const { data: organisation } = useQuery(organisationQuery)
  const momentOf = (instant: string): string => {
    const day = Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDate()
    return `${dates.day(day, 'full')}, ${dates.time(instant, zone)}`
  }
  return () => {
    const moment = releasedAt === null ? '' : momentOf(releasedAt)
    const ends = [overTime.at(0), overTime.at(Math.floor(overTime.length / 2)), overTime.at(-1)]
    return outcomePicture({
      title: name,
      subtitle: words('report.released', { moment, zone: dates.clocks(zone) }),
      foot: [organisation?.name[locale], words('report.inTens')].filter(Boolean).join(' · '),
      series: [
        { name: words('report.accepted'), counts: overTime.map(({ accepted }) => accepted) },
        { name: words('report.delivered'), counts: overTime.map(({ delivered }) => delivered) },
      ],
      times: ends.flatMap((stretch) => (stretch === undefined ? [] : [timeOf(stretch.from)])),
      figures,
    })
  }
}

/** How the beginning of a stretch is written: with its day where stretches are long. */
function useTimeOf({ stretchMinutes }: Pick<Outcome, 'stretchMinutes'>): (from: string) => string {
  const dates = useDates()
  const zone = useOrganisationZone()
  return (from) => (stretchMinutes >= 360 ? dates.moment(from, zone) : dates.time(from, zone))
}
